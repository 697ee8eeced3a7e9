namespace ResponsibilityGrid;

/// <summary>All service accounts, as of a version of their row.</summary>
[GenerateSerializer, Immutable, Alias("ServiceAccounts")]
public sealed record ServiceAccounts
{
    [Id(0)] public int Version { get; init; }

    [Id(1)] public List<ServiceAccount> Accounts { get; init; } = [];
}

/// <summary>Another system, or a program of ours, that calls with a key. Its grants hang on "key:id" and outlive its keys.</summary>
[GenerateSerializer, Immutable, Alias("ServiceAccount")]
public sealed record ServiceAccount
{
    /// <summary>The roles that a service account may be meant for: administration is for people.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["office", "issuer", "clerk", "holder", "discipline", "functional", "inspector"];

    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What it is called on paper.</summary>
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>The role that it is meant for; what it may do follows from grants alone.</summary>
    [Id(2)] public string Role { get; init; } = "";

    /// <summary>The grid that it works in.</summary>
    [Id(3)] public string Grid { get; init; } = "";

    /// <summary>The unit or line over which the role is meant, or the post that a holder's key acts for.</summary>
    [Id(4)] public string? Over { get; init; }

    [Id(5)] public List<ServiceKey> Keys { get; init; } = [];

    /// <summary>Who it is to whoever is asked for permission.</summary>
    public string Subject => $"key:{Id}";

    /// <summary>The key of a number.</summary>
    public ServiceKey? Key(int number) => Keys.Find(key => key.Number == number);
}

/// <summary>What is kept of one key. The key itself is shown once, and no row holds it.</summary>
[GenerateSerializer, Immutable, Alias("ServiceKey")]
public sealed record ServiceKey
{
    /// <summary>1 for the first of its account.</summary>
    [Id(0)] public int Number { get; init; }

    /// <summary>What is kept of the key, see <see cref="SecretRing.Seal(ApiKey)"/>.</summary>
    [Id(1)] public string Seal { get; init; } = "";

    [Id(2)] public DateTimeOffset Created { get; init; }

    /// <summary>The subject who had it made.</summary>
    [Id(3)] public string CreatedBy { get; init; } = "";

    /// <summary>From this instant on it opens nothing.</summary>
    [Id(4)] public DateTimeOffset Expires { get; init; }

    [Id(5)] public DateTimeOffset? Revoked { get; init; }

    /// <summary>The subject who ended it.</summary>
    [Id(6)] public string? RevokedBy { get; init; }

    /// <summary>The last day on which it was used.</summary>
    [Id(7)] public DateOnly? LastUsed { get; init; }

    /// <summary>Whether it waits for somebody else to approve it: a further key opens whatever the account was granted before.</summary>
    [Id(8)] public bool IsProposed { get; init; }

    /// <summary>Whether it may open something at an instant, now or once it is approved.</summary>
    public bool IsOut(DateTimeOffset now) => Revoked is null && now < Expires;

    /// <summary>Whether it opens anything at an instant.</summary>
    public bool IsLive(DateTimeOffset now) => IsOut(now) && !IsProposed;
}

/// <summary>A service account or key to make, to approve or to end.</summary>
[GenerateSerializer, Immutable, Alias("KeyCommand")]
public sealed record KeyCommand : Command
{
    /// <summary>The service account; where it is on record, it gets another key.</summary>
    [Id(0)] public ServiceAccount Account { get; init; } = new();

    /// <summary>What is kept of the new key.</summary>
    [Id(1)] public string Seal { get; init; } = "";

    [Id(2)] public DateTimeOffset Expires { get; init; }

    /// <summary>The key to approve or to end; to end all of them where absent.</summary>
    [Id(3)] public int? Number { get; init; }
}
