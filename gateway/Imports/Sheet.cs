namespace ResponsibilityGrid.Gateway;

/// <summary>One sheet as text, before any cell means anything. Blank rows are absent; the others keep their numbers.</summary>
internal sealed record Sheet(string Name, IReadOnlyList<SheetLine> Lines)
{
    /// <summary>Rows beyond this are no municipality but a mistake or an attack.</summary>
    public const int MostRows = 2_000_000;

    /// <summary>Columns beyond this, likewise. The widest sheet has twelve.</summary>
    public const int MostColumns = 128;

    /// <summary>Cells that an .xlsx may spread its sheet over, blank ones included: a million rows of the widest sheet.</summary>
    public const long MostCells = 20_000_000;

    /// <summary>Keeps the lines in which something stands, as they come from a file.</summary>
    public static Sheet Of(string name, IEnumerable<IReadOnlyList<string?>> lines)
    {
        var kept = new List<SheetLine>();
        var number = 0;

        foreach (var line in lines)
        {
            if (++number > MostRows || line.Count > MostColumns)
                throw TooLarge(name, number);

            if (line.Any(cell => Cells.Text(cell) is not null))
                kept.Add(new(number, line));
        }

        return new(name, kept);
    }

    public static WorkbookRefusedException TooLarge(string name, int row) => new(new(name, row, "", FaultCode.WorkbookTooLarge,
        $"一张表最多 {MostRows} 行、{MostColumns} 列，请删去多余的行列后重试。", ""));
}

/// <summary>The cells of one row of a sheet.</summary>
internal sealed record SheetLine(int Number, IReadOnlyList<string?> Cells);

/// <summary>Stops the reading of a file that cannot or must not be read on; the reader turns it into its fault.</summary>
internal sealed class WorkbookRefusedException(WorkbookFault fault) : Exception(fault.Message)
{
    public WorkbookFault Fault { get; } = fault;
}
