namespace ResponsibilityGrid;

[GrainType("rights")]
internal sealed class RightsGrain([PersistentState("rights", GridGrains.Store)] IPersistentState<RightsState> store, Structures structures, Sights sights, GridSettings installed, TimeProvider clock) : Grain, IRightsGrain
{
    private RightsState _state = new();

    private string Grid => GridKeys.GridOf(this.GetPrimaryKeyString());

    public async Task Enter(List<Grant> grants)
    {
        if (GrantRules.Enter(_state, grants) is var next && next != _state) _state = await store.Commit(next, this);
    }

    public Task<Grants?> GetNewer(int version) =>
        Task.FromResult(_state.Version > version ? new Grants(_state.Version, _state.Grants.FindAll(grant => grant.Span.Superseded is null)) : null);

    public async Task<GrantReply> Propose(GrantCommand command)
    {
        var (outline, elsewhere) = (await Outline(), await Elsewhere());
        // Whoever was on record when it was proposed may be gone when the same is asked again, so the told answer comes first.
        var who = command.Who!;
        var unknown = await IsOnRecord(who, outline) ? null : GridRuleException.NotFound("账号、服务账号、岗位或人员", who[(who.IndexOf(':', StringComparison.Ordinal) + 1)..], "who");
        return await Take(command, (state, signed, now) => unknown is null ? GrantRules.Propose(state, signed, outline, elsewhere, now) : throw unknown);
    }

    public async Task<GrantReply> Approve(GrantCommand command)
    {
        var elsewhere = await Elsewhere();
        return await Take(command, (state, signed, now) => GrantRules.Approve(state, signed, installed, elsewhere, now));
    }

    public Task<GrantReply> End(GrantCommand command) => Take(command, (state, signed, now) => GrantRules.End(state, signed, installed, now));

    public async Task<List<Grant>> List(string? unit, string? who)
    {
        var (sight, outline) = (await sights.Here(Grid), await Outline());
        var deals = sight.Has(Right.ProposeGrants) || sight.Has(Right.ApproveGrants);
        var own = deals || Calls.Current is not { } caller ? null : RightsRules.NamesOf(caller, Grid, sight.Posts.Select(outline.Post).OfType<PostEntry>());
        return [.. _state.Grants.Where(grant => grant.Span.Superseded is null && (own is null || own.Contains(grant.Who)) && (who is null || grant.Who == who) && (unit is null || IsOver(grant, unit, outline)))];
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private static bool IsOver(Grant grant, string unit, Outline outline) =>
        grant.Over is null || (outline.Post(grant.Over)?.Unit ?? grant.Over) is var over && outline.IsWithin(unit, over);

    /// <summary>The grants of the whole installation, where this row is a grid's.</summary>
    private async Task<List<Grant>> Elsewhere() =>
        Grid == GridKeys.EveryGrid ? [] : (await GrainFactory.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).GetNewer(0))?.All ?? [];

    /// <summary>Whether it is there whom a grant is for: one to a name or code that nobody has yet would be for whoever is made under it next.</summary>
    private async Task<bool> IsOnRecord(string? who, Outline outline) => who?.Split(':', 2) switch
    {
        ["post", var post] => outline.Post(post) is not null || (Grid != GridKeys.EveryGrid && structures.Today(await structures.Renew(Grid), clock.GetUtcNow()).Post(post) is not null),
        ["person", var person] => Grid != GridKeys.EveryGrid && GridKeys.IsCode(person) && (await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person)).Get()).Home is not null,
        ["account", var name] => (await GrainFactory.GetGrain<IAccountsGrain>(GridKeys.Accounts).GetNewer(-1))?.All.Exists(account => account.Name == name && !account.Closed) == true,
        ["key", var id] => (await GrainFactory.GetGrain<IKeysGrain>(GridKeys.Keys).GetNewer(-1))?.Accounts.Exists(account => account.Id == id) == true,
        _ => true,
    };

    private async Task<Outline> Outline() => structures.Today(Grid == GridKeys.EveryGrid ? new Structure() : await structures.Get(Grid), clock.GetUtcNow());

    private async Task<GrantReply> Take(GrantCommand command, Func<RightsState, GrantCommand, DateTimeOffset, RightsState> decide)
    {
        var signed = Journal.AsSelf(command);
        if (_state.Find(signed) is not { } told)
        {
            _state = await store.Commit(decide(_state, signed, clock.GetUtcNow()), this);
            told = _state.Entries[^1];
        }

        return new GrantReply(GrantRules.Find(_state, told.Subject!)!, told);
    }
}
