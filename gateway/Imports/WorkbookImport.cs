namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Takes a workbook into the grid through its grains. Everything is compared first, so that a refusal by any of them
/// leaves all of them as they were; and every step is idempotent, so that an import cut off in the middle is repeated.
/// </summary>
internal sealed class WorkbookImport(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Checks, compares and, unless it is a dry run, writes. Issues nothing.</summary>
    public async Task<ImportReport> Run(CheckedWorkbook read, ImportOptions options, Action<string, int, int>? progress = null, Actor? actor = null, CancellationToken stopping = default)
    {
        var settings = new GridSettings();
        var found = WorkbookRules.Check(read, settings);
        if (options.Skip && !found.Faults.Any(f => f.IsOfWhole)) found = WorkbookRules.WithoutFaulty(found.Workbook, found.Faults, settings);
        if (found.Faults.Count > 0 && (!options.Skip || found.Faults.Any(f => f.IsOfWhole)))
            return new ImportReport { DryRun = options.DryRun, Faults = found.Faults };

        var plan = WorkbookPlan.Of(found.Workbook, settings, await KnownSince(found.Workbook));
        // A duty whose row was skipped is not one that was left out.
        var whole = options.NewVersion && found.Faults.All(fault => fault.Sheet != SheetName.Duties);
        var (allowed, moves, report) = await new WorkbookComparison(grains, options, whole, stopping).Run(plan, found.Workbook);
        report = report with { Faults = [.. found.Faults, .. report.Faults] };
        if (report.Accepted && !options.DryRun) await Write(allowed, moves, actor ?? new Actor { Code = "system", Name = "系统", Unit = plan.Grid }, options, whole, progress ?? ((_, _, _) => { }), stopping);
        return report;
    }

    /// <summary>A grid whose founding was cut off is still being founded.</summary>
    private async Task<DateTimeOffset> KnownSince(Workbook book)
    {
        var ready = await CallSigner.AsGateway(() => new Retries().Ask(() => grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).ListReady()));
        return book.Root is { } root && ready.Contains(root) ? clock.GetUtcNow() : DateTimeOffset.MinValue;
    }

    private async Task Write(WorkbookPlan plan, Moves moves, Actor actor, ImportOptions options, bool whole, Action<string, int, int> progress, CancellationToken stopping)
    {
        var grid = grains.GetGrain<IGridGrain>(GridKeys.Grid(plan.Grid));
        foreach (var (move, first) in moves.Commands(plan, actor).Select((move, place) => (move, place == 0)))
        {
            // Where they go may be as new as the workbook.
            if (first) await new Retries().Ask(() => grid.Enter(plan.Units, [], actor));
            await new Retries().Ask(() => grid.Change(move));
        }

        await new Retries().Ask(() => grid.Enter(plan.Units, plan.Posts, actor));
        var done = 0;
        await Crowd.Ask(plan.Facts, async (unit, said) =>
        {
            await grains.GetGrain<IUnitGrain>(GridKeys.Unit(plan.Grid, unit)).Record(said with { Actor = actor });
            progress("写入单位", Interlocked.Increment(ref done), plan.Facts.Count);
            return unit;
        }, stopping);
        await Crowd.Ask(plan.Details, (person, said) => grains.GetGrain<IPersonGrain>(GridKeys.Person(plan.Grid, person)).EnterDetails(said), stopping);
        await Crowd.Ask(plan.Lists, (list, duties) =>
            grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list)).Draft(duties, options.NewVersion, whole), stopping);
    }
}
