namespace ResponsibilityGrid.Gateway;

/// <summary>Finds the rows that a grain refused, for it speaks of facts and the keeper of the workbook looks for rows.</summary>
internal sealed class Refusals(IGrainFactory grains, WorkbookPlan plan, Workbook book)
{
    private const string PersonCode = "人员编码";

    public IEnumerable<WorkbookFault> OfStructure(UnitDifference told) =>
        told.Refused.Select(refused => refused.Of == FactKind.Unit ? Fault(SheetName.Units, book.Units, refused) : Fault(SheetName.Posts, book.Posts, refused));

    /// <summary>Persons who come from another unit of the same workbook are let go there first, whatever their new one says.</summary>
    public IEnumerable<WorkbookFault> OfUnit(string unit, UnitDifference told, Moves moves) => told.Refused.Where(refused => !IsMoving(unit, refused, moves)).Select(refused => refused.Of switch
    {
        FactKind.Person => Fault(SheetName.Persons, plan.ResidentRows[unit], refused),
        FactKind.Fill => Fault(SheetName.Fills, plan.FillRows[unit], refused),
        FactKind.Link => Fault(SheetName.Links, plan.LinkRows[unit], refused),
        _ => Fault(SheetName.Posts, [], refused),
    });

    /// <summary>Whether a row of the structure is to blame, which can be skipped. Lists and details of persons are left out without it.</summary>
    public static bool IsOfRow(WorkbookFault fault) =>
        fault is { Row: > 0, Code: FaultCode.RefusedByGrid, Sheet: SheetName.Units or SheetName.Posts or SheetName.Fills or SheetName.Links } or { Code: FaultCode.RefusedByGrid, Sheet: SheetName.Persons, Column: PersonCode };

    /// <summary>What no row is to blame for, so that none can be skipped for it.</summary>
    public static IReadOnlyList<WorkbookFault> OfWhole(GridRuleException refusal) => [new(SheetName.Units, 0, "", FaultCode.RefusedByGrid, refusal.Message, "") { Rule = GridErrors.NameOf(refusal.Rule) }];

    /// <summary>What is protected of a person is refused as a whole, and not repeated.</summary>
    public Task<IReadOnlyList<WorkbookFault>> OfPerson(string person, GridRuleException refusal) =>
        Task.FromResult<IReadOnlyList<WorkbookFault>>([.. book.Persons.Where(p => p.Code == person).Take(1).Select(p => p.Fault("", FaultCode.RefusedByGrid, refusal.Message, "") with { Rule = GridErrors.NameOf(refusal.Rule) })]);

    /// <summary>The duties that a new version would have to change.</summary>
    public async Task<IReadOnlyList<WorkbookFault>> OfList(string list, List<Duty> duties, GridRuleException refusal)
    {
        var difference = await grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list)).Compare(duties, newVersion: true, whole: false);
        var differing = difference.Added.Concat(difference.Changed).ToHashSet();
        return [.. book.Duties.Where(d => differing.Contains(d.Code)).Select(d => d.Fault("事项编码", FaultCode.ListIssued, refusal.Message, d.Code) with { Rule = GridErrors.NameOf(refusal.Rule) })];
    }

    private bool IsMoving(string unit, FactRefusal refused, Moves moves) =>
        refused.Of == FactKind.Person && plan.ResidentRows[unit].ElementAt(refused.Place).Code is var person && moves.Residents.Values.Any(persons => persons.Contains(person));

    private static WorkbookFault Fault(string sheet, IEnumerable<IWorkbookRow> rows, FactRefusal refused)
    {
        var rule = GridErrors.NameOf(refused.Rule);
        if (refused.Place < 0) return new(sheet, 0, "", FaultCode.RefusedByGrid, refused.Message, "") { Rule = rule };
        var row = rows.ElementAt(refused.Place);
        var (column, value) = Cell(row, refused.Field);
        return row.Fault(column, FaultCode.RefusedByGrid, refused.Message, value) with { Rule = rule };
    }

    /// <summary>Where a row says what a rule refuses, by the name that the rule has for it.</summary>
    private static (string Column, object? Value) Cell(IWorkbookRow row, string field) => (row, field) switch
    {
        (UnitRow unit, "parent") => ("上级编码", unit.Parent),
        (UnitRow unit, "level") => ("层级", unit.Level),
        (UnitRow unit, "line") => ("监督职能", unit.Line),
        (UnitRow unit, _) => ("单位编码", unit.Code),
        (PostRow post, "unit") => ("单位编码", post.Unit),
        (PostRow post, "layer") => ("层面", post.Layer),
        (PostRow post, _) => ("岗位编码", post.Code),
        (PersonRow person, _) => (PersonCode, person.Code),
        (FillRow fill, "to") => ("终止日期", fill.To),
        (FillRow fill, "person") => ("人员编码", fill.Person),
        (FillRow fill, "shared" or "reason") => ("共同任职", fill.Reason ?? (fill.Shared ? "是" : null)),
        (FillRow fill, _) => ("起始日期", fill.From),
        (LinkRow link, "subject") => ("主体编码", link.Subject),
        (LinkRow link, "target") => ("对象编码", link.Object),
        (LinkRow link, "to") => ("终止日期", link.To),
        (LinkRow link, _) => ("起始日期", link.From),
        _ => ("", null),
    };
}
