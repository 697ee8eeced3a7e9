namespace ResponsibilityGrid.Gateway;

internal static partial class WorkbookRules
{
    private enum End { Post, Unit, Department }

    private static IEnumerable<WorkbookFault> Links(Registers book, IReadOnlyList<LinkRow> links)
    {
        WorkbookFault[] repeated = [.. Repeated(links, link => (link.Subject, link.Object, link.Kind, link.From), "主体编码", FaultCode.LinkDuplicate, link => link.Subject)];
        var again = repeated.Select(fault => fault.Row).ToHashSet();
        LinkRow[] sound = [.. links.Where(link => !again.Contains(link.Row) && !(link.To < link.From))];

        return
        [
            .. repeated,
            .. links.SelectMany(link => (IEnumerable<WorkbookFault>)
            [
                .. EndOf(book, link, "主体编码", link.Subject, Ends(link.Kind).Subject, FaultCode.LinkSubjectUnknown),
                .. EndOf(book, link, "对象编码", link.Object, Ends(link.Kind).Object, FaultCode.LinkTargetUnknown),
                .. Dates(link, link.From, link.To),
                .. Length(link, "依据文号", link.Paper ?? ""),
                .. link.Subject == link.Object ? [link.Fault("对象编码", FaultCode.LinkEndsSame, "关系的两端不能是同一个，请改正其中一个编码。", link.Object)] : (WorkbookFault[])[],
            ]),
            .. sound.GroupBy(link => (link.Subject, link.Object, link.Kind)).SelectMany(alike => Meeting([.. alike], (earlier, later) => earlier != later))
                .Select(pair => pair.Later.Fault("起始日期", FaultCode.LinkOverlap, $"与第 {pair.Earlier.Row} 行是同一关系且日期重叠，请合并为一行或改正日期。", pair.Later.From)),
            .. sound.Where(link => link.Kind == LinkKind.Checks && link.Subject != link.Object)
                .GroupBy(link => string.CompareOrdinal(link.Subject, link.Object) < 0 ? (link.Subject, link.Object) : (link.Object, link.Subject))
                .SelectMany(between => Meeting([.. between], (earlier, later) => earlier.Subject == later.Object))
                .Select(pair => pair.Later.Fault("主体编码", FaultCode.LinkMutual, $"第 {pair.Earlier.Row} 行写明对方制约本岗位，两个岗位不能互相制约，请另定制约岗位。", pair.Later.Subject)),
        ];
    }

    /// <summary>Each row that holds on a day on which an earlier row holds that it must not meet.</summary>
    private static IEnumerable<(LinkRow Earlier, LinkRow Later)> Meeting(LinkRow[] rows, Func<LinkRow, LinkRow, bool> isBarred) =>
        from later in rows.Skip(1)
        let earlier = rows.FirstOrDefault(row => row.Row < later.Row && isBarred(row, later) && row.From <= (later.To ?? DateOnly.MaxValue) && later.From <= (row.To ?? DateOnly.MaxValue))
        where earlier is not null
        select (earlier!, later);

    private static (End Subject, End Object) Ends(LinkKind kind) => kind switch
    {
        LinkKind.InCharge => (End.Post, End.Department),
        LinkKind.AnswersFor => (End.Post, End.Unit),
        LinkKind.StationedAt => (End.Department, End.Post),
        _ => (End.Post, End.Post),
    };

    private static IEnumerable<WorkbookFault> EndOf(Registers book, LinkRow link, string column, string code, End end, string unknown)
    {
        var unit = book.Units.Find(code);
        var known = end == End.Post ? book.Posts.Knows(code) : book.Units.Knows(code);
        var elsewhere = end == End.Post ? book.Units.Knows(code) : book.Posts.Knows(code);

        if (known ? end == End.Department && unit is { Kind: not UnitKind.Department } : elsewhere)
            return [link.Fault(column, FaultCode.LinkEndMismatch, $"这种关系的“{column}”应填{Named(end)}的编码。", code)];

        return end == End.Post ? book.Posts.Reference(link, column, code, unknown) : book.Units.Reference(link, column, code, unknown);
    }

    private static string Named(End end) => end switch { End.Post => "岗位", End.Unit => "单位", _ => "部门" };
}
