namespace ResponsibilityGrid.Gateway;

/// <summary>
/// What a sheet must look like and how a line of it becomes a row. Columns are found by heading, so their order is free.
/// </summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Columns">The headings that must be there; the first one holds the code of the row, if it has one.</param>
/// <param name="Row">Reads the cells of a line; what it cannot read it notes on the line.</param>
internal sealed record SheetForm<T>(string Sheet, string[] Columns, Func<SheetRow, T> Row) where T : IWorkbookRow
{
    /// <summary>Reads a sheet. Rows with a fault stay out, but their codes are remembered as unread.</summary>
    public SheetContent<T> Read(Sheet? sheet)
    {
        if (sheet is null)
            return Nothing(Whole(0, "", FaultCode.SheetMissing, $"缺少“{Sheet}”表，六张表（{string.Join('、', SheetName.All)}）须齐全。"));

        if (sheet.Lines.Count == 0)
            return Nothing(Whole(1, "", FaultCode.SheetEmpty, $"“{Sheet}”表是空的，第一行应为表头：{string.Join('、', Columns)}。"));

        var heading = sheet.Lines[0];
        var named = heading.Cells.Select((cell, at) => (Name: Cells.Word(Cells.Text(cell) ?? ""), at)).ToLookup(cell => cell.Name, cell => cell.at);

        var missing = Columns.Where(column => !named.Contains(column))
            .Select(column => Whole(heading.Number, column, FaultCode.ColumnMissing, $"“{Sheet}”表缺少“{column}”列，请补上该表头。"));
        var repeated = Columns.Where(column => named[column].Skip(1).Any())
            .Select(column => Whole(heading.Number, column, FaultCode.ColumnDuplicate, $"“{Sheet}”表有不止一个“{column}”列，请只保留一个。"));

        WorkbookFault[] faults = [.. missing, .. repeated];
        if (faults.Length > 0)
            return Nothing(faults);

        var places = named.ToDictionary(column => column.Key, column => column.First());
        return Read(sheet.Lines.Skip(1).Select(line => new SheetRow(Sheet, line, places)));
    }

    private SheetContent<T> Read(IEnumerable<SheetRow> lines)
    {
        var content = new SheetContent<T>([], [], [], false);

        foreach (var line in lines)
        {
            var row = Row(line);
            content.Faults.AddRange(line.Faults);

            if (line.Faults.Count == 0)
                content.Rows.Add(row);
            else if (row is ICodedRow { Code.Length: > 0 } coded)
                content.Unread.Add((Sheet, coded.Code));
        }

        return content;
    }

    private static SheetContent<T> Nothing(params WorkbookFault[] faults) => new([], [.. faults], [], true);

    private WorkbookFault Whole(int row, string column, string code, string message) => new(Sheet, row, column, code, message, "");
}

/// <summary>What came out of one sheet.</summary>
internal sealed record SheetContent<T>(List<T> Rows, List<WorkbookFault> Faults, List<(string Sheet, string Code)> Unread, bool IsUnread);
