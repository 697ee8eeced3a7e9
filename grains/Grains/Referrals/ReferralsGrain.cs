namespace ResponsibilityGrid;

[GrainType("referrals"), HomePlacement]
internal sealed class ReferralsGrain([PersistentState("referrals", GridGrains.Store)] IPersistentState<ReferralsState> store, Structures structures, Sights sights, TimeProvider clock) : Grain, IReferralsGrain
{
    private ReferralsState _state = new();

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<ReferralView> Change(ReferralCommand command)
    {
        var outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        if (ReferralRules.Find(_state, command) is { } known) return Show(known, outline);
        // By the tree as it is now, which may have changed since the command was let in.
        if (command.Caller is { } caller && !WriteRules.May(await sights.On(caller, outline), outline, command)) throw Refusals.MissingOver(Right.OwnItems);
        var (next, number) = ReferralRules.Take(_state, command, new ReferralRules.Scene(Code, outline, outline.At.AsOf, clock.GetUtcNow()));
        _state = await store.Commit(next, this);
        return Show(number, outline);
    }

    public async Task<List<ReferralView>> List()
    {
        var outline = await Today();
        return _state.Referrals.ConvertAll(referral => ReferralViews.Of(referral, outline));
    }

    public async Task<ReferralView?> Get(int number)
    {
        var (outline, sight) = (await Today(), await sights.Here(Grid));
        return number > 0 && number <= _state.Referrals.Count && Show(number, outline) is var view && ReferralViews.IsSeen(view, sight) && ReferralViews.IsNumbered(view.Referral, sight) ? view : null;
    }

    public async Task<ReferralView?> Find(string name)
    {
        var (outline, sight) = (await Today(), await sights.Here(Grid));
        return _state.Referrals.Find(r => r.Name == name) is { } found && Show(found.Number, outline) is var view && ReferralViews.IsSeen(view, sight) ? ReferralViews.Narrow(view, sight) : null;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private ReferralView Show(int number, Outline outline) => ReferralViews.Of(_state.Referrals[number - 1], outline);

    private async Task<Outline> Today() => structures.Today(await structures.Get(Grid), clock.GetUtcNow());
}
