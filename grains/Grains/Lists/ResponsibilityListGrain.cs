namespace ResponsibilityGrid;

[GrainType("list")]
internal sealed class ResponsibilityListGrain(
    [PersistentState("list", GridGrains.Store)] IPersistentState<ResponsibilityListState> store,
    Sights sights,
    TimeProvider clock) : Grain, IResponsibilityListGrain
{
    private ResponsibilityListState _state = new();

    private string List => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<ListDifference> Draft(List<Duty> duties, bool newVersion, bool whole)
    {
        var next = ListRules.Draft(_state, List, duties, newVersion, whole);
        var difference = Difference(next);
        if (next != _state) _state = await store.Commit(next, this);
        return difference;
    }

    public async Task<ListReply> Change(ListCommand command)
    {
        if (_state.Entries.Find(e => e.Answers(command)) is not { } told)
        {
            _state = await store.Commit(ListRules.Change(_state, command, clock.GetUtcNow()), this);
            told = _state.Entries[^1];
        }

        return new ListReply { Entry = told, Version = told.Version };
    }

    public Task<ListDifference> Compare(List<Duty> duties, bool newVersion, bool whole) =>
        Task.FromResult(Difference(ListRules.Draft(_state, List, duties, newVersion, whole)));

    public async Task<ListVersion> Freeze(DateOnly today)
    {
        var next = ListRules.Freeze(_state, List, today, clock.GetUtcNow());
        if (next != _state) _state = await store.Commit(next, this);
        return _state.Issued!;
    }

    public async Task<ListVersion> Issue(StructureCommand command, DateOnly today)
    {
        if (_state.Entries.Find(e => e.Answers(command)) is not { } told)
        {
            _state = await store.Commit(ListRules.Issue(_state, command, today, clock.GetUtcNow()), this);
            told = _state.Entries[^1];
        }

        return await GetVersion(told.Version);
    }

    public Task<List<Entry>> ListEntries() => Task.FromResult(_state.Entries);

    public Task<ListVersion> GetVersion(int number) =>
        _state.Versions.Find(v => v.Number == number) is { } version
            ? Task.FromResult(version)
            : throw GridRuleException.NotFound("清单版本", $"{List} v{number}");

    public async Task<List<ListVersion>> ListVersions()
    {
        if (Sights.IsUnbounded) return _state.Versions;
        var sight = await sights.Here(GridKeys.GridOf(this.GetPrimaryKeyString()));
        // A draft is the issuer's own affair, and whoever reads the whole grid may see it coming.
        return [.. _state.Versions.Where(version => version.IssuedAt is not null || sight.SeesAll).Select(version => version with { Duties = version.Duties.FindAll(sight.SeesDuty) })];
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private ListDifference Difference(ResponsibilityListState next) =>
        next == _state ? new() : ListDifference.Between((_state.OpenDraft ?? _state.Issued)?.Duties ?? [], next.Versions[^1].Duties);
}
