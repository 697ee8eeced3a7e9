namespace ResponsibilityGrid;

[GrainType("readings")]
internal sealed class ReadingsGrain([PersistentState("readings", GridGrains.Store)] IPersistentState<ReadingsState> store) : Grain, IReadingsGrain
{
    /// <summary>How many one row takes; it is written whole with each of them.</summary>
    internal const int Most = 128;

    private ReadingsState _state = new();

    private int Part => int.Parse(GridKeys.Parts(this.GetPrimaryKeyString())[2]);

    public async Task<int?> Note(Reading reading)
    {
        if (_state.Readings.Count >= Most) return null;
        var numbered = reading with { Number = ((Part - 1) * Most) + _state.Readings.Count + 1 };
        _state = await store.Commit(_state with { Readings = [.. _state.Readings, numbered] }, this);
        return numbered.Number;
    }

    public Task<List<Reading>> List() => Task.FromResult(_state.Readings);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}
