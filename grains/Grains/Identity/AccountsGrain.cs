namespace ResponsibilityGrid;

[GrainType("accounts")]
internal sealed class AccountsGrain([PersistentState("accounts", GridGrains.Store)] IPersistentState<AccountsState> store, TimeProvider clock) : Grain, IAccountsGrain
{
    private AccountsState _state = new();

    public Task<Accounts?> GetNewer(int version) =>
        Task.FromResult(_state.Version > version ? new Accounts { Version = _state.Version, All = _state.Accounts } : null);

    public Task<List<Account>> List() => Task.FromResult(_state.Accounts);

    public Task<List<Account>> ListAwaiting() => Task.FromResult(_state.Accounts.FindAll(account => account.ProposedBy is not null && !account.Closed));

    public Task<Account> Change(AccountCommand command) => Take(command, AccountRules.Change);

    public Task<Account> Approve(AccountCommand command) => Take(command, AccountRules.Approve);

    public async Task<List<Invitation>> Invite(List<Invitation> first, List<Role> renew)
    {
        var next = AccountRules.Invite(AccountRules.Renew(_state, renew), first, clock.GetUtcNow());
        if (next != _state) _state = await store.Commit(next, this);
        return [.. first.Where(_state.Invitations.Contains)];
    }

    public Task<Invitation?> FindInvitation(string seal) => Task.FromResult(AccountRules.Good(_state, seal, clock.GetUtcNow()));

    public async Task<Account> Redeem(string seal, string name)
    {
        var account = AccountRules.Good(_state, seal, clock.GetUtcNow())?.Account ?? name;
        _state = await store.Commit(AccountRules.Redeem(_state, seal, name, clock.GetUtcNow()), this);
        return _state.Find(account)!;
    }

    public async Task<Account> EndSessions(string name)
    {
        _state = await store.Commit(AccountRules.EndSessions(_state, name), this);
        return _state.Find(name)!;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private async Task<Account> Take(AccountCommand command, Func<AccountsState, AccountCommand, DateTimeOffset, AccountsState> decide)
    {
        var signed = Journal.AsSelf(command);
        if (_state.Entries.Find(e => e.Answers(signed)) is null)
            _state = await store.Commit(decide(_state, signed, clock.GetUtcNow()), this);
        return _state.Find(command.Account.Name)!;
    }
}
