namespace ResponsibilityGrid.Gateway;

/// <summary>
/// One thing wrong with a workbook, as the person who keeps it would look for it.
/// </summary>
/// <param name="Sheet">Name of the sheet, or empty where the file as a whole is meant.</param>
/// <param name="Row">Row in the sheet, the heading being row 1; 0 where the file or a missing sheet is meant.</param>
/// <param name="Column">Heading of the column, or empty.</param>
/// <param name="Code">Stable code, one of <see cref="FaultCode"/>.</param>
/// <param name="Message">A Chinese sentence: what is wrong and what would be right.</param>
/// <param name="Value">The offending value as it stood in the cell, or empty.</param>
internal sealed record WorkbookFault(string Sheet, int Row, string Column, string Code, string Message, string Value)
{
    /// <summary>The rule that the record refuses the row by, by its name in GraphQL; nothing where the sheets alone show what is wrong, or what it names is not on record.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether no single row is to blame, so that skipping rows does not help.</summary>
    public bool IsOfWhole => FaultCode.OfWhole.Contains(Code);
}

/// <summary>Says what is wrong with a row.</summary>
internal static class WorkbookRowFaults
{
    public static WorkbookFault Fault(this IWorkbookRow row, string column, string code, string message, object? value) =>
        new(row.Sheet, row.Row, column, code, message, Shown(value));

    private static string Shown(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd"),
        _ => value.ToString() ?? "",
    };
}
