namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Takes a workbook into the grid through its grains. Everything is compared first, so that a refusal by any of them
/// leaves all of them as they were; and every step is idempotent, so that an import cut off in the middle is repeated.
/// </summary>
internal sealed class WorkbookImport(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Checks, compares and, unless it is a dry run, writes. Issues nothing.</summary>
    public async Task<ImportReport> Run(CheckedWorkbook read, ImportOptions options, Action<string, int, int>? progress = null, CancellationToken stopping = default)
    {
        var settings = await Settings(read.Workbook);
        var found = WorkbookRules.Check(read, settings);
        if (options.Skip && !found.Faults.Any(f => f.IsOfWhole)) found = WorkbookRules.WithoutFaulty(found.Workbook, found.Faults, settings);
        while (true)
        {
            if (found.Faults.Count > 0 && (!options.Skip || found.Faults.Any(f => f.IsOfWhole)))
                return new ImportReport { DryRun = options.DryRun, Faults = found.Faults };

            var plan = WorkbookPlan.Of(found.Workbook, settings, await KnownSince(found.Workbook));
            var actor = await new Retries().Ask(() => grains.GetGrain<ICommandsGrain>(GridKeys.Grid(plan.Grid)).GetImporter());
            // A duty whose row was skipped is not one that was left out.
            var whole = options.NewVersion && found.Faults.All(fault => fault.Sheet != SheetName.Duties);
            var (allowed, moves, report) = await new WorkbookComparison(grains, options, whole, stopping).Run(plan, found.Workbook);
            var all = WorkbookRules.InOrder([.. found.Faults, .. report.Faults]);
            var rows = report.Faults.Where(Refusals.IsOfRow).ToList();
            if (options.Skip && !report.Accepted && rows.Count > 0)
            {
                // Without the rows that the grid refuses; what is left is asked about again, for some of it may have hung on them.
                found = WorkbookRules.WithoutFaulty(found.Workbook, [.. found.Faults, .. rows], settings);
                continue;
            }

            if (report.Accepted && !options.DryRun) await Write(allowed, moves, actor, options, whole, progress ?? ((_, _, _) => { }), stopping);
            return report with { Faults = all };
        }
    }

    /// <summary>What the grid allows of levels, layers and lines; of one that is still to be founded, what this installation does.</summary>
    private async Task<GridSettings> Settings(Workbook book) =>
        book.Root is { } root && GridKeys.IsCode(root) ? (await CallSigner.AsGateway(() => new Retries().Ask(() => grains.GetGrain<IGridGrain>(GridKeys.Grid(root)).GetStructure()))).Settings : new();

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
        await Crowd.Ask(plan.Details, async (person, said) =>
        {
            await grains.GetGrain<IPersonGrain>(GridKeys.Person(plan.Grid, person)).EnterDetails(said);
            return person;
        }, stopping);
        await Crowd.Ask(plan.Lists, (list, duties) =>
            grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(plan.Grid, list)).Draft(duties, options.NewVersion, whole), stopping);
    }
}
