namespace ResponsibilityGrid;

[GrainType("person")]
internal sealed class PersonGrain([PersistentState("person", GridGrains.Store)] IPersistentState<PersonState> store) : Grain, IPersonGrain
{
    private PersonState _state = new();

    public async Task Seat(Seating seating)
    {
        if (_state.Seatings.Find(s => s.Unit == seating.Unit) is { } known && known.Version >= seating.Version) return;
        _state = await store.Commit(_state with { Seatings = [.. _state.Seatings.Where(s => s.Unit != seating.Unit), seating] }, this);
    }

    public Task<PersonView> Get()
    {
        var home = _state.Seatings.Find(s => s.Home is not null);
        return Task.FromResult(new PersonView
        {
            Code = GridKeys.Parts(this.GetPrimaryKeyString())[1],
            Name = home?.Home!.Name ?? _state.Seatings.SelectMany(s => s.Fills).LastOrDefault()?.Name ?? "",
            Home = home?.Unit,
            Seatings = _state.Seatings,
        });
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}

/// <summary>A person's row: what each unit knows of them.</summary>
internal sealed record PersonState
{
    public int Schema { get; init; } = 1;

    public List<Seating> Seatings { get; init; } = [];
}
