namespace ResponsibilityGrid;

[GrainType("measures"), HomePlacement]
internal sealed class MeasuresGrain([PersistentState("measures", GridGrains.Store)] IPersistentState<MeasuresState> store, Structures structures, TimeProvider clock) : Grain, IMeasuresGrain
{
    private MeasuresState _state = new();

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Unit => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<Measure> Record(MeasureCommand command)
    {
        if (MeasureRules.Find(_state, command) is { } told) return told;
        var today = (await structures.Get(Grid)).Settings.DateAt(clock.GetUtcNow());
        _state = await store.Commit(MeasureRules.Record(_state, Unit, command, today, clock.GetUtcNow()), this);
        return _state.Measures[^1];
    }

    public Task<List<Measure>> ListOf(string person) => Task.FromResult(_state.Measures.FindAll(m => m.Person == person));

    public Task<Dictionary<MeasureKind, int>> Count(int year) =>
        Task.FromResult(MeasureRules.Standing(_state).Where(m => m.On.Year == year).CountBy(m => m.Kind).ToDictionary());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}
