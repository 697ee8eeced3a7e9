namespace ResponsibilityGrid.Gateway;

/// <summary>The workbook has bad rows; the message lists every one.</summary>
internal sealed class BadWorkbookException(string message) : Exception(message)
{
    public static BadWorkbookException Of(string workbook, IReadOnlyList<WorkbookFault> faults) => new(string.Join(
        Environment.NewLine,
        faults.Select(f => $"{f.Sheet} 第 {f.Row} 行 {f.Column} {f.Code} {f.Message}{(f.Value.Length > 0 ? $"（{f.Value}）" : "")}")
            .Append($"工作簿“{workbook}”有 {faults.Count} 处问题，未写入任何内容。")));
}
