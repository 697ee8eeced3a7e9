namespace ResponsibilityGrid;

[GrainType("measures"), HomePlacement]
internal sealed class MeasuresGrain([PersistentState("measures", GridGrains.Store)] IPersistentState<MeasuresState> store, Structures structures, Sights sights, TimeProvider clock) : Grain, IMeasuresGrain
{
    private MeasuresState _state = new();

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Unit => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<Measure> Record(MeasureCommand command)
    {
        if (MeasureRules.Find(_state, command) is { } told) return told;
        // By the tree as it is now: the unit may have gone from the caller's since the command was let in.
        var outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        if (command.Caller is { } caller && !(await sights.On(caller, outline)).SeesRestricted(Unit)) throw Refusals.MissingOver(Right.ReadRestricted);
        var today = outline.At.AsOf;
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
