namespace ResponsibilityGrid;

/// <summary>The row of the accounts.</summary>
internal sealed record AccountsState
{
    public int Schema { get; init; } = 1;

    public int Version { get; init; }

    public List<Account> Accounts { get; init; } = [];

    /// <summary>Links that are out.</summary>
    public List<Invitation> Invitations { get; init; } = [];

    /// <summary>Which commands were taken, the oldest first.</summary>
    public List<Entry> Entries { get; init; } = [];

    public Account? Find(string name) => Accounts.Find(a => a.Name == name);
}

/// <summary>One account's row.</summary>
internal sealed record AccountState
{
    public int Schema { get; init; } = 1;

    public Proof Proof { get; init; } = new();

    /// <summary>Tries since one was right.</summary>
    public int Tries { get; init; }

    public DateTimeOffset LastTry { get; init; }
}
