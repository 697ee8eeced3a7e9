namespace ResponsibilityGrid;

/// <summary>Who may sign in. Nothing of it is secret; what proves who somebody is, is kept by <see cref="IAccountGrain"/>.</summary>
[GenerateSerializer, Immutable, Alias("Account")]
public sealed record Account
{
    [Id(0)] public string Name { get; init; } = "";

    /// <summary>Which of the three administrators it is, if one: then it has no other role.</summary>
    [Id(1)] public Role? Duty { get; init; }

    /// <summary>The grid in which the person is on record.</summary>
    [Id(2)] public string Grid { get; init; } = "";

    /// <summary>The person to whom it belongs; absent for an account of nobody on record.</summary>
    [Id(3)] public string? Person { get; init; }

    /// <summary>The issuer who knows the person, and by which subject, for accounts that sign in elsewhere.</summary>
    [Id(4)] public string? Issuer { get; init; }

    [Id(5)] public string? IssuerSubject { get; init; }

    /// <summary>Sessions of an earlier generation are over.</summary>
    [Id(6)] public int Generation { get; init; }

    [Id(7)] public bool Locked { get; init; }

    [Id(8)] public bool Closed { get; init; }

    [Id(9)] public DateTimeOffset Created { get; init; }

    /// <summary>The subject who had it made.</summary>
    [Id(10)] public string CreatedBy { get; init; } = "";

    /// <summary>How often it was reset; a password of an earlier count is good no more.</summary>
    [Id(11)] public int Resets { get; init; }

    /// <summary>Who reset it, or made it for somebody who may hold posts, until somebody else has approved that; before then nobody comes in.</summary>
    [Id(12)] public string? ProposedBy { get; init; }

    /// <summary>Who it is to whoever is asked for permission.</summary>
    public string Subject => $"account:{Name}";

    /// <summary>Whether it may come in at all.</summary>
    public bool IsOpen => !Locked && !Closed && ProposedBy is null;
}

/// <summary>All accounts, as of a version of their row.</summary>
[GenerateSerializer, Immutable, Alias("Accounts")]
public sealed record Accounts
{
    [Id(0)] public int Version { get; init; }

    [Id(1)] public List<Account> All { get; init; } = [];
}

/// <summary>A one-time link: whoever has its code sets a password, of an account on record or of a first administrator.</summary>
[GenerateSerializer, Immutable, Alias("Invitation")]
public sealed record Invitation
{
    /// <summary>A digest of the code; the code itself is shown once.</summary>
    [Id(0)] public string Seal { get; init; } = "";

    /// <summary>The account; absent where whoever comes chooses its name.</summary>
    [Id(1)] public string? Account { get; init; }

    /// <summary>The duty of an account that is still to be made.</summary>
    [Id(2)] public Role? Duty { get; init; }

    [Id(3)] public DateTimeOffset Expires { get; init; }
}

/// <summary>What an administrator wants of an account.</summary>
[GenerateSerializer, Immutable, Alias("AccountCommand")]
public sealed record AccountCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    [Id(1)] public Account Account { get; init; } = new();

    /// <summary>The link by which its holder sets a password.</summary>
    [Id(2)] public Invitation? Invitation { get; init; }

    /// <summary>Whether it is to be locked or to be open again.</summary>
    [Id(3)] public bool Lock { get; init; }
}

/// <summary>What proves who somebody is: digests and secrets that only a gateway can make use of.</summary>
[GenerateSerializer, Immutable, Alias("Proof")]
public sealed record Proof
{
    /// <summary>Grows with every change; one that was not read before it is written is refused.</summary>
    [Id(0)] public int Version { get; init; }

    /// <summary>The digest of the password; absent until one is set.</summary>
    [Id(1)] public string? Password { get; init; }

    /// <summary>Digests of earlier passwords, the newest first.</summary>
    [Id(2)] public List<string> Earlier { get; init; } = [];

    /// <summary>When the password was set.</summary>
    [Id(3)] public DateTimeOffset Since { get; init; }

    /// <summary>The sealed secret that the holder's authenticator shares with the gateways.</summary>
    [Id(4)] public string? Authenticator { get; init; }

    /// <summary>The codes of the authenticator that were taken last; they are not taken again.</summary>
    [Id(5)] public List<string> UsedCodes { get; init; } = [];

    /// <summary>The count of resets at which the password was set.</summary>
    [Id(6)] public int Resets { get; init; }

    /// <summary>The digest that a password of an account is measured against; nothing since a reset, and for whoever signs in elsewhere.</summary>
    public string? PasswordOf(Account account) => account.Issuer is null && Resets == account.Resets ? Password : null;
}
