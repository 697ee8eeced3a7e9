namespace ResponsibilityGrid.Gateway;

/// <summary>Which accounts may come in, as the grid knew it some seconds ago.</summary>
internal sealed class AccountBook
{
    private readonly RowCopy<Index> accounts;

    public AccountBook(IGrainFactory grains, TimeProvider clock, Readiness? readiness = null) => accounts = new(
        clock,
        async known => await grains.GetGrain<IAccountsGrain>(GridKeys.Accounts).GetNewer(known?.Version ?? -1) is { } newer ? new Index(newer.Version, newer.All.ToDictionary(a => a.Name)) : null,
        readiness);

    /// <summary>The account of a name, if it may come in.</summary>
    public async ValueTask<Account?> Find(string name) => (await accounts.Get()).Accounts.GetValueOrDefault(name) is { IsOpen: true } account ? account : null;

    /// <summary>The account that signs in elsewhere under a subject, if it may come in.</summary>
    public async ValueTask<Account?> Find(string issuer, string subject) =>
        (await accounts.Get()).Accounts.Values.FirstOrDefault(a => a.IsOpen && a.Issuer == issuer && a.IssuerSubject == subject);

    /// <summary>Whoever asks next is told what stands now.</summary>
    public void Forget() => accounts.Forget();

    private sealed record Index(int Version, Dictionary<string, Account> Accounts);
}
