namespace ResponsibilityGrid;

[GrainType("person")]
internal sealed class PersonGrain([PersistentState("person", GridGrains.Store)] IPersistentState<PersonState> store, Sights sights, TimeProvider clock) : Grain, IPersonGrain
{
    private PersonState _state = new();

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task Seat(Seating seating)
    {
        if (_state.Seatings.Find(s => s.Unit == seating.Unit) is { } known && known.Version >= seating.Version) return;
        _state = await store.Commit(_state with { Seatings = [.. _state.Seatings.Where(s => s.Unit != seating.Unit), seating] }, this);
    }

    public async Task Claim(string unit, string command)
    {
        var next = PersonRules.Claim(_state, Code, unit, command, clock.GetUtcNow());
        if (next != _state) _state = await store.Commit(next, this);
    }

    public async Task<PersonView> Get()
    {
        var home = PersonRules.HomeOf(_state);
        var person = new PersonView
        {
            Code = Code,
            Name = home?.Home!.Name ?? _state.Seatings.SelectMany(s => s.Fills).LastOrDefault()?.Name ?? "",
            Home = home?.Unit,
            Seatings = _state.Seatings,
        };
        return Sights.IsUnbounded ? person : SightRules.Narrow(person, await sights.Here(GridKeys.GridOf(this.GetPrimaryKeyString())));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}
