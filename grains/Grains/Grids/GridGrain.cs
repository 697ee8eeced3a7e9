namespace ResponsibilityGrid;

[GrainType("grid")]
internal sealed class GridGrain(
    [PersistentState("grid", GridGrains.Store)] IPersistentState<Structure> store,
    Structures structures,
    TimeProvider clock) : Grain, IGridGrain
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private Structure _structure = new();
    private IGrainTimer? _retry;

    private string Id => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<Structure> Enter(List<UnitEntry> units, List<PostEntry> posts)
    {
        var next = GridRules.Enter(Id, _structure, units, posts, clock.GetUtcNow());
        if (next.Version == 0) throw GridRuleException.NotFound("责任网格", Id);
        if (_structure.Version == 0) await GrainFactory.GetGrain<IGridRegisterGrain>(GridKeys.Register).Add(Id);
        await Store(next);
        await Resume();
        return _structure;
    }

    public Task<UnitDifference> Compare(List<UnitEntry> units, List<PostEntry> posts)
    {
        var next = GridRules.Enter(Id, _structure, units, posts, clock.GetUtcNow());
        return Task.FromResult(new UnitDifference
        {
            Changes = GridRules.CountChanges(_structure, next),
            Absent = GridRules.Absent(_structure, units, posts),
        });
    }

    public Task<Structure> GetStructure() => Task.FromResult(_structure);

    public Task<Structure?> GetNewer(int version) => Task.FromResult(_structure.Version > version ? _structure : null);

    public async Task<ListVersion> Issue(string list)
    {
        if (_structure.Version == 0) throw GridRuleException.NotFound("责任网格", Id);
        var version = await GrainFactory.GetGrain<IResponsibilityListGrain>(GridKeys.List(Id, list)).Freeze(_structure.Settings.DateAt(clock.GetUtcNow()));
        await Store(GridRules.PutInForce(_structure, version, clock.GetUtcNow()));
        await Resume();
        return version;
    }

    public async Task Resume()
    {
        if (_structure.Version == 0) return;
        // What is stored here and not at the root would otherwise wait for somebody to ask again.
        _retry ??= this.RegisterGrainTimer(Resume, new GrainTimerCreationOptions(Retry, Retry) { KeepAlive = true });
        await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Id, Id)).Adopt(Briefing.ForRoot(_structure, _structure.Settings.DateAt(clock.GetUtcNow())));
        _retry?.Dispose();
        _retry = null;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _structure = store.State;
        return Task.CompletedTask;
    }

    private async Task Store(Structure next)
    {
        if (next == _structure) return;
        _structure = await store.Commit(next, this);
        structures.Keep(_structure);
    }
}
