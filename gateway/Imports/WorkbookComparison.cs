namespace ResponsibilityGrid.Gateway;

/// <summary>What a plan would do to what is on record, asked of every grain and written nowhere. Every refusal is found, not only the first.</summary>
internal sealed class WorkbookComparison(IGrainFactory grains, ImportOptions options, bool whole, CancellationToken stopping)
{
    /// <summary>The part of the plan that nobody refuses, and the report. Rows of the structure that are refused are left for whoever asked to skip.</summary>
    public async Task<(WorkbookPlan Allowed, Moves Moves, ImportReport Report)> Run(WorkbookPlan plan, Workbook book)
    {
        var refusals = new Refusals(grains, plan, book);
        var structure = await Try(() => grains.GetGrain<IGridGrain>(GridKeys.Grid(plan.Grid)).Compare(plan.Units, plan.Posts), refusal => Task.FromResult(Refusals.OfWhole(refusal)));
        var facts = await Crowd.Ask(plan.Facts, (unit, said) => Try(
            () => grains.GetGrain<IUnitGrain>(GridKeys.Unit(plan.Grid, unit)).Compare(said), refusal => Task.FromResult(Refusals.OfWhole(refusal))), stopping);
        var lists = await Crowd.Ask(plan.Lists, (list, duties) => Try(
            () => grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list)).Compare(duties, options.NewVersion, whole),
            refusal => refusals.OfList(list, duties, refusal)), stopping);

        var details = await Crowd.Ask(plan.Details, (person, said) => Try(
            async () =>
            {
                await grains.GetGrain<IPersonGrain>(GridKeys.Person(plan.Grid, person)).CheckDetails(said);
                return person;
            },
            refusal => refusals.OfPerson(person, refusal)), stopping);

        List<IEnumerable<string>> leftOut = whole ? [] : await Crowd.Ask(plan.Lists, (list, duties) => LeftOut(plan.Grid, list, duties), stopping);
        var units = plan.Facts.Keys.Zip(facts).Where(told => told.Second.Answer is not null).ToDictionary(told => told.First, told => told.Second.Answer!);
        var drafts = plan.Lists.Keys.Zip(lists).Where(told => told.Second.Answer is not null).Select(told => new DraftedList(told.First, told.Second.Answer!)).ToList();
        var moves = Moves.Of(plan, units);
        List<WorkbookFault> tree = [.. structure.Faults, .. structure.Answer is { } answer ? refusals.OfStructure(answer) : [], .. facts.SelectMany(told => told.Faults), .. units.SelectMany(told => refusals.OfUnit(told.Key, told.Value, moves))];
        List<WorkbookFault> faults = [.. tree, .. lists.SelectMany(told => told.Faults), .. details.SelectMany(told => told.Faults)];
        return (plan.Only(drafts.Select(d => d.List), details.Select(told => told.Answer).OfType<string>()), moves, new ImportReport
        {
            Grid = plan.Grid,
            DryRun = options.DryRun,
            Accepted = tree.Count == 0 && (options.Skip || faults.Count == 0),
            StructureChanges = structure.Answer?.Changes ?? 0,
            FactChanges = units.Values.Sum(told => told.Changes),
            Details = details.Count(told => told.Answer is not null),
            Lists = drafts,
            Faults = faults,
            Absent = [.. structure.Answer?.Absent ?? [], .. units.Values.SelectMany(told => told.Absent), .. moves.Absent, .. leftOut.SelectMany(codes => codes)],
        });
    }

    /// <summary>The duties of the newest version that the workbook does not mention; they stay.</summary>
    private async Task<IEnumerable<string>> LeftOut(string grid, string list, List<Duty> duties) =>
        (await new Retries().Ask(() => grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(grid, list)).ListVersions())).LastOrDefault()?.Duties
            .Select(duty => duty.Code).Except(duties.Select(duty => duty.Code)).Select(code => $"{SheetName.Duties} {code}") ?? [];

    private static async Task<(T? Answer, IReadOnlyList<WorkbookFault> Faults)> Try<T>(Func<Task<T>> ask, Func<GridRuleException, Task<IReadOnlyList<WorkbookFault>>> explain) where T : class
    {
        try
        {
            return (await new Retries().Ask(ask), []);
        }
        catch (GridRuleException refusal)
        {
            return (null, await explain(refusal));
        }
    }
}
