namespace ResponsibilityGrid.Gateway;

/// <summary>What must hold between the rows of a workbook before any of it may be written.</summary>
internal static partial class WorkbookRules
{
    // As long as names and papers may be in commands.
    private const int LongestText = 200;

    /// <summary>Everything that is wrong, in the order of sheets and rows; not only the first.</summary>
    public static IReadOnlyList<WorkbookFault> Check(Workbook workbook, GridSettings settings)
    {
        var book = new Registers(workbook, settings);

        return InOrder(
        [
            .. Units(book),
            .. Posts(book),
            .. Persons(book),
            .. Fills(book, workbook.Fills),
            .. Links(book, workbook.Links),
            .. Duties(book),
        ]);
    }

    /// <summary>The same for a workbook as it was read: what its cells had wrong and what its rows have wrong, in one order.</summary>
    public static CheckedWorkbook Check(CheckedWorkbook read, GridSettings settings) =>
        read with { Faults = InOrder([.. read.Faults, .. Check(read.Workbook, settings)]) };

    /// <summary>
    /// The workbook without its faulty rows and without all that hangs on them, and the faults with one more for each row that had
    /// to follow. What comes back checks clean, unless a fault is of the whole: no row can be skipped for that.
    /// </summary>
    public static CheckedWorkbook WithoutFaulty(Workbook workbook, IReadOnlyList<WorkbookFault> faults, GridSettings settings)
    {
        var kept = Bad(faults) is { Count: > 0 } refused ? Without(workbook, refused) : workbook;
        List<WorkbookFault> all = [.. faults];

        for (var next = Check(kept, settings); ; next = Check(kept, settings))
        {
            all.AddRange(next);
            var bad = Bad(next);
            if (bad.Count == 0 && kept.LeftOut.UnreadCodes.IsEmpty)
                return new(kept, InOrder(all));

            kept = Without(kept, bad);
        }
    }

    private static HashSet<(string, int)> Bad(IEnumerable<WorkbookFault> faults) =>
        [.. faults.Where(fault => !fault.IsOfWhole).Select(fault => (fault.Sheet, fault.Row))];

    /// <summary>Each fault once, in the order of sheets and rows.</summary>
    public static WorkbookFault[] InOrder(IEnumerable<WorkbookFault> faults) =>
        [.. faults.Distinct().OrderBy(fault => Array.IndexOf(SheetName.All, fault.Sheet)).ThenBy(fault => fault.Row)];

    private static Workbook Without(Workbook workbook, HashSet<(string, int)> bad)
    {
        List<T> Good<T>(IReadOnlyList<T> rows) where T : IWorkbookRow => [.. rows.Where(row => !bad.Contains((row.Sheet, row.Row)))];

        return new(Good(workbook.Units), Good(workbook.Posts), Good(workbook.Persons), Good(workbook.Fills), Good(workbook.Links), Good(workbook.Duties))
        {
            LeftOut = workbook.LeftOut.Skip(
                workbook.Rows.OfType<ICodedRow>().Where(row => bad.Contains((row.Sheet, row.Row))).Select(row => (row.Sheet, row.Code))),
        };
    }

    private static IEnumerable<WorkbookFault> Posts(Registers book) =>
        book.Posts.Duplicates("岗位编码").Concat(book.Posts.Rows.SelectMany(post => (IEnumerable<WorkbookFault>)
        [
            .. book.Units.Reference(post, "单位编码", post.Unit, FaultCode.PostUnitUnknown),
            .. Layer(book, post, post.Layer),
            .. Length(post, "岗位名称", post.Title),
            .. Taken(book, post),
        ]));

    private static IEnumerable<WorkbookFault> Persons(Registers book) =>
        book.Persons.Duplicates("人员编码").Concat(book.Persons.Rows.SelectMany(person =>
            book.Units.Reference(person, "所在单位", person.Unit, FaultCode.PersonUnitUnknown).Concat(Length(person, "姓名", person.Name))));

    // Links and queries name either by its code alone.
    private static IEnumerable<WorkbookFault> Taken(Registers book, PostRow post)
    {
        if (book.Units.Find(post.Code) is { } unit)
            yield return post.Fault("岗位编码", FaultCode.CodeTaken, $"“岗位编码”与“单位”表第 {unit.Row} 行的单位编码相同，岗位和单位不能共用一个编码。", post.Code);
    }

    private static IEnumerable<WorkbookFault> Length(IWorkbookRow row, string column, string text)
    {
        if (text.Length > LongestText)
            yield return row.Fault(column, FaultCode.TextTooLong, $"“{column}”有 {text.Length} 字，最多 {LongestText} 字，请缩短。", text);
    }

    private static IEnumerable<WorkbookFault> Layer(Registers book, IWorkbookRow row, string layer)
    {
        if (!book.Settings.Layers.Contains(layer))
            yield return row.Fault("层面", FaultCode.LayerUnknown, $"“层面”只能填{string.Join('、', book.Settings.Layers)}之一。", layer);
    }

    private static IEnumerable<WorkbookFault> Line(Registers book, IWorkbookRow row, string column, string? line)
    {
        if (line is not null && !book.Settings.Lines.Contains(line))
            yield return row.Fault(column, FaultCode.LineUnknown, $"“{column}”只能填{string.Join('、', book.Settings.Lines)}之一，或留空。", line);
    }

    private static IEnumerable<WorkbookFault> Levels(Registers book, IWorkbookRow row, string column, IEnumerable<int> levels) =>
        from level in levels
        where level < 1 || level > book.Settings.Levels.Count
        select row.Fault(column, FaultCode.LevelUnknown, $"“{column}”只能是 1 至 {book.Settings.Levels.Count}。", level);

    private static IEnumerable<WorkbookFault> Dates(IWorkbookRow row, DateOnly from, DateOnly? to)
    {
        if (to < from)
            yield return row.Fault("终止日期", FaultCode.DatesReversed, $"“终止日期”早于“起始日期”（{from:yyyy-MM-dd}），请核对这两个日期。", to);
    }

    /// <summary>The sheets that others refer to, and what the city allows.</summary>
    private sealed record Registers(
        Register<UnitRow> Units, Register<PostRow> Posts, Register<PersonRow> Persons, Register<DutyRow> Duties, LeftOut LeftOut, GridSettings Settings)
    {
        public Registers(Workbook book, GridSettings settings) : this(
            new(SheetName.Units, book.Units, book.LeftOut),
            new(SheetName.Posts, book.Posts, book.LeftOut),
            new(SheetName.Persons, book.Persons, book.LeftOut),
            new(SheetName.Duties, book.Duties, book.LeftOut),
            book.LeftOut,
            settings)
        {
        }
    }
}
