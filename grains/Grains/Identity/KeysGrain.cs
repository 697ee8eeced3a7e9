namespace ResponsibilityGrid;

[GrainType("keys")]
internal sealed class KeysGrain([PersistentState("keys", GridGrains.Store)] IPersistentState<KeysState> store, TimeProvider clock) : Grain, IKeysGrain
{
    private KeysState _state = new();

    public Task<ServiceAccounts?> GetNewer(int version) =>
        Task.FromResult(_state.Version > version ? new ServiceAccounts { Version = _state.Version, Accounts = _state.Accounts } : null);

    public Task<List<ServiceAccount>> List() => Task.FromResult(_state.Accounts);

    public Task<List<ServiceAccount>> ListAwaiting() => Task.FromResult(KeyRules.Awaiting(_state, clock.GetUtcNow()));

    public Task<ServiceAccount> Create(KeyCommand command) => Take(command, KeyRules.Create);

    public Task<ServiceAccount> Approve(KeyCommand command) => Take(command, KeyRules.Approve);

    public Task<ServiceAccount> Revoke(KeyCommand command) => Take(command, KeyRules.Revoke);

    public async Task Enter(List<ServiceAccount> accounts) => _state = await store.Commit(KeyRules.Enter(_state, accounts), this);

    public async Task NoteUse(string account, int key, DateOnly day)
    {
        var next = KeyRules.NoteUse(_state, account, key, day);
        if (next != _state) _state = await store.Commit(next, this);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private async Task<ServiceAccount> Take(KeyCommand command, Func<KeysState, KeyCommand, DateTimeOffset, KeysState> decide)
    {
        var signed = Journal.AsSelf(command);
        if (_state.Entries.Find(e => e.Answers(signed)) is not { } told)
        {
            _state = await store.Commit(decide(_state, signed, clock.GetUtcNow()), this);
            told = _state.Entries[^1];
        }

        return _state.Accounts.Find(a => a.Id == told.Subject)!;
    }
}
