namespace ResponsibilityGrid.Gateway;

/// <summary>Finds the rows that a grain refused, for it speaks of facts and the keeper of the workbook looks for rows.</summary>
internal sealed class Refusals(IGrainFactory grains, WorkbookPlan plan, Workbook book)
{
    public static Task<IReadOnlyList<WorkbookFault>> OfStructure(GridRuleException refusal) =>
        Task.FromResult<IReadOnlyList<WorkbookFault>>([new(SheetName.Units, 0, "", FaultCode.RefusedByGrid, refusal.Message, "")]);

    /// <summary>What a unit refuses are fills; asked post by post it tells which.</summary>
    public async Task<IReadOnlyList<WorkbookFault>> OfUnit(string unit, UnitFacts said, GridRuleException refusal)
    {
        List<WorkbookFault> faults = [];
        foreach (var post in said.Posts)
        {
            var alone = said with { Fills = [.. said.Fills.Where(f => f.Post == post.Code)], Links = [], Residents = [] };
            if (await Refused(unit, alone) is { } because && book.Fills.LastOrDefault(f => f.Post == post.Code) is { } row)
                faults.Add(row.Fault("起始日期", FaultCode.RefusedByGrid, because.Message, row.From));
        }

        return faults.Count > 0 ? faults : [new(SheetName.Fills, 0, "", FaultCode.RefusedByGrid, refusal.Message, unit)];
    }

    /// <summary>What is protected of a person is refused as a whole, and not repeated.</summary>
    public Task<IReadOnlyList<WorkbookFault>> OfPerson(string person, GridRuleException refusal) =>
        Task.FromResult<IReadOnlyList<WorkbookFault>>([.. book.Persons.Where(p => p.Code == person).Take(1).Select(p => p.Fault("", FaultCode.RefusedByGrid, refusal.Message, ""))]);

    /// <summary>The duties that a new version would have to change.</summary>
    public async Task<IReadOnlyList<WorkbookFault>> OfList(string list, List<Duty> duties, GridRuleException refusal)
    {
        var difference = await grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list)).Compare(duties, newVersion: true, whole: false);
        var differing = difference.Added.Concat(difference.Changed).ToHashSet();
        return [.. book.Duties.Where(d => differing.Contains(d.Code)).Select(d => d.Fault("事项编码", FaultCode.ListIssued, refusal.Message, d.Code))];
    }

    private async Task<GridRuleException?> Refused(string unit, UnitFacts facts)
    {
        try
        {
            await grains.GetGrain<IUnitGrain>(GridKeys.Unit(plan.Grid, unit)).Compare(facts);
            return null;
        }
        catch (GridRuleException refusal)
        {
            return refusal;
        }
    }
}
