namespace ResponsibilityGrid;

[GrainType("account")]
internal sealed class AccountGrain([PersistentState("account", GridGrains.Store)] IPersistentState<AccountState> store, TimeProvider clock) : Grain, IAccountGrain
{
    private AccountState _state = new();

    public Task<Proof> GetProof() => Task.FromResult(_state.Proof);

    public async Task<bool> PutProof(Proof proof)
    {
        if (proof.Version != _state.Proof.Version) return false;
        _state = await store.Commit(_state with { Proof = proof with { Version = proof.Version + 1 } }, this);
        return true;
    }

    public async Task<DateTimeOffset?> Try()
    {
        var (next, until) = AccountRules.Try(_state, clock.GetUtcNow());
        if (next != _state) _state = await store.Commit(next, this);
        return until;
    }

    public async Task Forgive()
    {
        if (_state.Tries > 0) _state = await store.Commit(_state with { Tries = 0 }, this);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }
}
