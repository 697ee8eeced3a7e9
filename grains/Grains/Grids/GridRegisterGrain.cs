namespace ResponsibilityGrid;

[GrainType("grid-register")]
internal sealed class GridRegisterGrain([PersistentState("grid-register", GridGrains.Store)] IPersistentState<GridRegisterState> store, Sights sights) : Grain, IGridRegisterGrain
{
    private GridRegisterState _state = new();

    public Task<List<string>> List() => Shown(_state.Grids);

    public async Task Add(string grid)
    {
        if (!_state.Grids.Contains(grid)) _state = await store.Commit(_state with { Grids = [.. _state.Grids, grid] }, this);
    }

    public Task<List<string>> ListReady() => Shown(_state.Ready);

    public async Task MarkReady(string grid)
    {
        if (!_state.Ready.Contains(grid)) _state = await store.Commit(_state with { Ready = [.. _state.Ready, grid] }, this);
    }

    private async Task<List<string>> Shown(List<string> grids)
    {
        if (Sights.IsUnbounded) return grids;
        var seen = await Task.WhenAll(grids.Select(async grid => (await sights.Here(grid)).Has(Right.Read)));
        return [.. grids.Where((_, place) => seen[place])];
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}

/// <summary>The register's row.</summary>
internal sealed record GridRegisterState
{
    public int Schema { get; init; } = 1;

    public List<string> Grids { get; init; } = [];

    public List<string> Ready { get; init; } = [];
}
