namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Takes a workbook into the grid through its grains. Everything is compared first, so that a refusal by any of them
/// leaves all of them as they were; and every step is idempotent, so that an import cut off in the middle is repeated.
/// </summary>
internal sealed class WorkbookImport(IGrainFactory grains, TimeProvider clock)
{
    private const int Parallel = 32;

    /// <summary>Checks, compares and, unless it is a dry run, writes. Issues nothing.</summary>
    public async Task<ImportReport> Run(CheckedWorkbook read, ImportOptions options, Action<string, int, int>? progress = null)
    {
        var settings = new GridSettings();
        var found = WorkbookRules.Check(read, settings);
        if (options.Skip && !found.Faults.Any(f => f.IsOfWhole)) found = WorkbookRules.WithoutFaulty(found.Workbook, found.Faults, settings);
        if (found.Faults.Count > 0 && (!options.Skip || found.Faults.Any(f => f.IsOfWhole)))
            return new ImportReport { DryRun = options.DryRun, Faults = found.Faults };

        var plan = await Plan(found.Workbook, settings);
        var report = await Compare(plan, options) with { Faults = found.Faults };
        if (!report.Accepted) return report with { Faults = [.. found.Faults, .. report.Faults] };
        if (!options.DryRun) await Write(plan, options, progress ?? ((_, _, _) => { }));
        return report;
    }

    private async Task<WorkbookPlan> Plan(Workbook book, GridSettings settings)
    {
        var plan = WorkbookPlan.Of(book, settings, DateTimeOffset.MinValue);
        var ready = await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).ListReady();
        return ready.Contains(plan.Grid) ? WorkbookPlan.Of(book, settings, clock.GetUtcNow()) : plan;
    }

    private async Task<ImportReport> Compare(WorkbookPlan plan, ImportOptions options)
    {
        try
        {
            var structure = await Grid(plan).Compare(plan.Units, plan.Posts);
            var facts = await Each(plan.Facts, (unit, said) => Unit(plan, unit).Compare(said));
            var lists = await Each(plan.Lists, async (list, duties) => new DraftedList(list, await List(plan, list).Compare(duties, options.NewVersion, whole: options.NewVersion)));
            return new ImportReport
            {
                Grid = plan.Grid,
                DryRun = options.DryRun,
                Accepted = true,
                StructureChanges = structure.Changes,
                FactChanges = facts.Sum(f => f.Changes),
                Lists = lists,
                Absent = [.. structure.Absent, .. facts.SelectMany(f => f.Absent)],
            };
        }
        catch (GridRuleException refusal)
        {
            return new ImportReport
            {
                Grid = plan.Grid,
                DryRun = options.DryRun,
                Faults = [new WorkbookFault("", 0, refusal.Field ?? "", FaultCode.RefusedByGrid, refusal.Message, "")],
            };
        }
    }

    private async Task Write(WorkbookPlan plan, ImportOptions options, Action<string, int, int> progress)
    {
        await Grid(plan).Enter(plan.Units, plan.Posts);
        var done = 0;
        await Each(plan.Facts, async (unit, said) =>
        {
            await Unit(plan, unit).Record(said);
            progress("写入单位", Interlocked.Increment(ref done), plan.Facts.Count);
            return unit;
        });
        await Each(plan.Lists, (list, duties) => List(plan, list).Draft(duties, options.NewVersion, whole: options.NewVersion));
    }

    /// <summary>Asks grains side by side, but never so many that others wait.</summary>
    private static async Task<List<TResult>> Each<T, TResult>(IReadOnlyCollection<KeyValuePair<string, T>> parts, Func<string, T, Task<TResult>> ask)
    {
        var results = new TResult[parts.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            parts.Select((part, place) => (part, place)),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (next, _) => results[next.place] = await ask(next.part.Key, next.part.Value));
        return [.. results];
    }

    private IGridGrain Grid(WorkbookPlan plan) => grains.GetGrain<IGridGrain>(GridKeys.Grid(plan.Grid));

    private IUnitGrain Unit(WorkbookPlan plan, string unit) => grains.GetGrain<IUnitGrain>(GridKeys.Unit(plan.Grid, unit));

    private IResponsibilityListGrain List(WorkbookPlan plan, string list) => grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list));
}
