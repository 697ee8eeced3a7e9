namespace ResponsibilityGrid;

[GrainType("grid")]
internal sealed class GridGrain(
    [PersistentState("grid", GridGrains.Store)] IPersistentState<Structure> store,
    Structures structures,
    TimeProvider clock) : Grain, IGridGrain
{
    private Structure _structure = new();

    private string Id => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<Structure> Enter(List<UnitEntry> units, List<PostEntry> posts)
    {
        var next = GridRules.Enter(Id, _structure, units, posts, clock.GetUtcNow());
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
        if (_structure.Version > 0)
            await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Id, Id)).Adopt(Briefing.ForRoot(_structure, _structure.Settings.DateAt(clock.GetUtcNow())));
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
