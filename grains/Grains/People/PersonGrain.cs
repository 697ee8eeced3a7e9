namespace ResponsibilityGrid;

[GrainType("person")]
internal sealed class PersonGrain([PersistentState("person", GridGrains.Store)] IPersistentState<PersonState> store, Sights sights, DataKeys keys, TimeProvider clock) : Grain, IPersonGrain
{
    private PersonState _state = new();

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task Seat(Seating seating)
    {
        if (_state.Seatings.Find(s => s.Unit == seating.Unit) is { } known && known.Version >= seating.Version) return;
        _state = await store.Commit(_state with { Seatings = [.. _state.Seatings.Where(s => s.Unit != seating.Unit), seating] }, this);
    }

    public async Task Claim(string unit, string? command)
    {
        var next = PersonRules.Claim(_state, Code, unit, command, clock.GetUtcNow());
        if (next != _state) _state = await store.Commit(next, this);
    }

    public Task<bool> IsTaken(string unit) => Task.FromResult(PersonRules.IsTaken(_state, unit, clock.GetUtcNow()));

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

    public async Task EnterDetails(PersonDetails details)
    {
        DetailRules.Check(details);
        var next = _state with { IdentityNumber = Sealed(_state.IdentityNumber, details.IdentityNumber, PersonDetail.IdentityNumber), Telephone = Sealed(_state.Telephone, details.Telephone, PersonDetail.Telephone) };
        if (next != _state) _state = await store.Commit(next, this);
    }

    public Task CheckDetails(PersonDetails details)
    {
        DetailRules.Check(details);
        if (details is not { IdentityNumber: null, Telephone: null }) keys.RequireKey();
        return Task.CompletedTask;
    }

    public Task<PersonDetails> GetDetails(bool plain) => Task.FromResult(plain ? Opened() : DetailRules.Mask(Opened()));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private PersonDetails Opened() => new()
    {
        IdentityNumber = _state.IdentityNumber is { } number ? keys.Open(number, PlaceOf(PersonDetail.IdentityNumber)) : null,
        Telephone = _state.Telephone is { } telephone ? keys.Open(telephone, PlaceOf(PersonDetail.Telephone)) : null,
    };

    /// <summary>The text to keep: the one on record where it says the same under the newest key.</summary>
    private string? Sealed(string? kept, string? given, PersonDetail detail)
    {
        if (kept is not null && keys.IsNewest(kept) && (given is null || keys.Open(kept, PlaceOf(detail)) == given)) return kept;
        var text = given ?? (kept is null ? null : keys.Open(kept, PlaceOf(detail)));
        return text is null ? null : keys.Seal(text, PlaceOf(detail));
    }

    private string PlaceOf(PersonDetail detail) => $"{this.GetPrimaryKeyString()}#{detail}";
}
