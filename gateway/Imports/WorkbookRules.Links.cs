namespace ResponsibilityGrid.Gateway;

internal static partial class WorkbookRules
{
    private enum End { Post, Unit, Department }

    private static IEnumerable<WorkbookFault> Links(Registers book, IReadOnlyList<LinkRow> links) =>
    [
        .. Repeated(links, link => (link.Subject, link.Object, link.Kind, link.From), "主体编码", FaultCode.LinkDuplicate, link => link.Subject),
        .. links.SelectMany(link => (IEnumerable<WorkbookFault>)
        [
            .. EndOf(book, link, "主体编码", link.Subject, Ends(link.Kind).Subject, FaultCode.LinkSubjectUnknown),
            .. EndOf(book, link, "对象编码", link.Object, Ends(link.Kind).Object, FaultCode.LinkTargetUnknown),
            .. Dates(link, link.From, link.To),
        ]),
    ];

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
