namespace ResponsibilityGrid.Gateway;

/// <summary>A municipality as its office keeps it: six sheets, read but not yet checked against each other.</summary>
internal sealed record Workbook(
    IReadOnlyList<UnitRow> Units,
    IReadOnlyList<PostRow> Posts,
    IReadOnlyList<PersonRow> Persons,
    IReadOnlyList<FillRow> Fills,
    IReadOnlyList<LinkRow> Links,
    IReadOnlyList<DutyRow> Duties)
{
    public static readonly Workbook Empty = new([], [], [], [], [], []);

    /// <summary>What stood in the sheets but is not among the rows.</summary>
    public LeftOut LeftOut { get; init; } = LeftOut.Nothing;

    /// <summary>The code of the unit at the top, which is the grid's; absent where there is none.</summary>
    public string? Root => Units.FirstOrDefault(unit => unit.Parent is null)?.Code;

    /// <summary>The rows of all sheets, in the order of the sheets.</summary>
    public IEnumerable<IWorkbookRow> Rows => [.. Units, .. Posts, .. Persons, .. Fills, .. Links, .. Duties];
}

/// <summary>A workbook with everything that was found wrong with it so far.</summary>
internal sealed record CheckedWorkbook(Workbook Workbook, IReadOnlyList<WorkbookFault> Faults);

/// <summary>The six sheets by the names they carry, in the order in which they are read.</summary>
internal static class SheetName
{
    public const string Units = "单位", Posts = "岗位", Persons = "人员", Fills = "任职", Links = "关系", Duties = "责任清单";

    public static readonly string[] All = [Units, Posts, Persons, Fills, Links, Duties];
}

/// <summary>A row that knows where it stood, so that a fault can point at it. The heading is row 1.</summary>
internal interface IWorkbookRow
{
    string Sheet { get; }
    int Row { get; }
}

/// <summary>A row that others refer to by its code.</summary>
internal interface ICodedRow : IWorkbookRow
{
    string Code { get; }
}

internal sealed record UnitRow(int Row, string Code, string Name, string? Parent, int Level, UnitKind Kind, string? Line) : ICodedRow
{
    public string Sheet => SheetName.Units;
}

internal sealed record PostRow(int Row, string Code, string Unit, string Title, string Layer, bool KeyFew) : ICodedRow
{
    public string Sheet => SheetName.Posts;
}

internal sealed record PersonRow(int Row, string Code, string Name, string? Unit) : ICodedRow
{
    public string Sheet => SheetName.Persons;

    /// <summary>Of the columns that only some workbooks have.</summary>
    public PersonDetails Details { get; init; } = new();
}

/// <summary>A person on a post, both days inclusive; without a last day the fill still runs.</summary>
internal sealed record FillRow(
    int Row, string Post, string Person, FillKind Kind, DateOnly From, DateOnly? To, DateOnly Recorded, string Paper, bool Shared) : IWorkbookRow
{
    public string Sheet => SheetName.Fills;

    /// <summary>Why the post is shared, where the row says more than that it is.</summary>
    public string? Reason { get; init; }
}

internal sealed record LinkRow(int Row, string Subject, string Object, LinkKind Kind, DateOnly From, DateOnly? To) : IWorkbookRow
{
    public string Sheet => SheetName.Links;

    /// <summary>Of a column that only some workbooks have.</summary>
    public string? Paper { get; init; }
}

internal sealed record DutyRow(
    int Row, string Code, string Aspect, string Title, string Layer, IReadOnlyList<int> Levels, string Standard, string Evidence,
    DateOnly Due, string? FunctionalLine, bool Delegable, bool KeyFew, string? Refines) : ICodedRow
{
    public string Sheet => SheetName.Duties;

    /// <summary>The code of the list: what stands before the first hyphen.</summary>
    public string List => Code.Split('-', 2)[0];
}
