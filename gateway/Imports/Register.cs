namespace ResponsibilityGrid.Gateway;

/// <summary>The rows of a sheet by code. Of rows with the same code the first one stands.</summary>
internal sealed class Register<T> where T : class, ICodedRow
{
    private readonly string sheet;
    private readonly LeftOut leftOut;
    private readonly Dictionary<string, T> rows = [];

    public Register(string sheet, IReadOnlyList<T> rows, LeftOut leftOut)
    {
        (this.sheet, this.leftOut, Rows) = (sheet, leftOut, rows);
        foreach (var row in rows)
            this.rows.TryAdd(row.Code, row);
    }

    public IReadOnlyList<T> Rows { get; }

    public T? Find(string? code) => code is null ? null : rows.GetValueOrDefault(code);

    /// <summary>Whether a row of that code stands here, or stood in the file and just could not be read.</summary>
    public bool Knows(string code) => rows.ContainsKey(code) || leftOut.IsUnread(sheet, code);

    public bool IsSkipped(string code) => !rows.ContainsKey(code) && leftOut.IsSkipped(sheet, code);

    /// <summary>Every row that repeats the code of an earlier one.</summary>
    public IEnumerable<WorkbookFault> Duplicates(string column) =>
        from row in Rows
        let first = rows[row.Code]
        where !ReferenceEquals(row, first)
        select row.Fault(column, FaultCode.CodeDuplicate, $"“{column}”与第 {first.Row} 行重复，每个编码只能出现一次。", row.Code);

    /// <summary>What is wrong with a reference to a row of this sheet, if anything.</summary>
    public IEnumerable<WorkbookFault> Reference(IWorkbookRow row, string column, string? code, string unknown)
    {
        if (code is null || Knows(code))
            yield break;

        yield return IsSkipped(code)
            ? Hanging(row, column, code)
            : row.Fault(column, unknown, $"“{column}”所填的编码在“{sheet}”表中不存在，请改正编码或补上该行。", code);
    }

    public WorkbookFault Hanging(IWorkbookRow row, string column, string? code) =>
        row.Fault(column, FaultCode.HangsOnSkipped, $"“{column}”所指的“{sheet}”行已被跳过，本行随之跳过。", code);
}
