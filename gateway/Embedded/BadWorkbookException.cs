namespace ResponsibilityGrid.Gateway;

/// <summary>The workbook cannot be imported; the message lists every bad row, or says in one sentence what is wrong with the file.</summary>
internal sealed class BadWorkbookException(string message) : Exception(message)
{
    public static BadWorkbookException Of(string workbook, IReadOnlyList<WorkbookFault> faults) => new(faults is [{ Sheet: "" } whole]
        ? $"工作簿“{workbook}”不能导入：{whole.Message}"
        : string.Join(Environment.NewLine, faults.Select(Line).Append($"工作簿“{workbook}”有 {faults.Count} 处问题，未写入任何内容。")));

    private static string Line(WorkbookFault fault) =>
        $"{fault.Sheet}{(fault.Row > 0 ? $" 第 {fault.Row} 行" : "")} {fault.Column} {fault.Code} {fault.Message}{(fault.Value.Length > 0 ? $"（{fault.Value}）" : "")}";
}
