namespace ResponsibilityGrid;

/// <summary>Who calls, as the gateway found out, or the program itself. What the caller may do follows in the silo, from grants and fills.</summary>
[GenerateSerializer, Immutable, Alias("Principal")]
public sealed record Principal
{
    /// <summary>How long a pass is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private const string SystemPrefix = "system:";

    /// <summary>Who signed in: "account:name" or "key:id"; the program itself is "system:name".</summary>
    [Id(0)] public string Subject { get; init; } = "";

    /// <summary>The grid that the person and the actor are codes of.</summary>
    [Id(1)] public string Grid { get; init; } = "";

    /// <summary>The person on record to whom the account belongs, if to one.</summary>
    [Id(2)] public string? Person { get; init; }

    /// <summary>The post or person in whose name the caller wants to act; absent for the caller's own.</summary>
    [Id(3)] public string? Acting { get; init; }

    /// <summary>What restricted facts are read for, in the caller's words.</summary>
    [Id(4)] public string? Purpose { get; init; }

    [Id(5)] public DateTimeOffset IssuedAt { get; init; }

    [Id(6)] public DateTimeOffset Expires { get; init; }

    /// <summary>Whether the program itself calls.</summary>
    public bool IsSystem => Subject.StartsWith(SystemPrefix, StringComparison.Ordinal);

    /// <summary>The program itself, by the name of the part that acts.</summary>
    public static Principal System(string name) => new() { Subject = SystemPrefix + name };

    /// <summary>The same for a minute from an instant on.</summary>
    public Principal From(DateTimeOffset now) => this with { IssuedAt = now, Expires = now + Life };
}
