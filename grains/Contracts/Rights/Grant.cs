namespace ResponsibilityGrid;

/// <summary>A role for somebody, over a unit's subtree or a line of it, for a time: a dated edge of the grid, on both clocks.</summary>
[GenerateSerializer, Immutable, Alias("Grant")]
public sealed record Grant
{
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>A subject ("account:name", "key:id"), or "person:code", or "post:code" for whoever sits on the post that day.</summary>
    [Id(1)] public string Who { get; init; } = "";

    [Id(2)] public Role Role { get; init; }

    /// <summary>The unit whose subtree it is over, of a holder the post; the whole grid where absent.</summary>
    [Id(3)] public string? Over { get; init; }

    /// <summary>Of a functional department: its line (职能线).</summary>
    [Id(4)] public string? Line { get; init; }

    /// <summary>On which days it is in force, and from when to when that was known.</summary>
    [Id(5)] public Span Span { get; init; } = new();

    /// <summary>The document that it rests on (依据文号).</summary>
    [Id(6)] public string? Paper { get; init; }

    [Id(7)] public string ProposedBy { get; init; } = "";

    [Id(8)] public DateTimeOffset Proposed { get; init; }

    /// <summary>Who approved it; in force for nobody while absent.</summary>
    [Id(9)] public string? ApprovedBy { get; init; }

    [Id(10)] public DateTimeOffset? Approved { get; init; }

    [Id(11)] public string? EndedBy { get; init; }

    [Id(12)] public DateTimeOffset? Ended { get; init; }

    /// <summary>A grant that a start rests on: nobody is there yet to propose or to approve it.</summary>
    public static Grant AtStart(string who, Role role, string? over, string? line, DateTimeOffset now) => new()
    {
        Id = $"start-{who}-{role}",
        Who = who,
        Role = role,
        Over = over,
        Line = line,
        Span = new Span { Recorded = now },
        ProposedBy = "system:start",
        Proposed = now,
        ApprovedBy = "system:start",
        Approved = now,
    };

    /// <summary>Whether it gives its role at a moment.</summary>
    public bool Holds(Moment at) => ApprovedBy is not null && Span.Holds(at);
}

/// <summary>All grants of a grid, as of a version.</summary>
[GenerateSerializer, Immutable, Alias("Grants")]
public sealed record Grants([property: Id(0)] int Version, [property: Id(1)] List<Grant> All);

/// <summary>What proposes, approves or ends a grant. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("GrantCommand")]
public sealed record GrantCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>Of an approval or an ending: which grant.</summary>
    [Id(1)] public string? Grant { get; init; }

    [Id(2)] public string? Who { get; init; }

    [Id(3)] public Role? Role { get; init; }

    [Id(4)] public string? Over { get; init; }

    [Id(5)] public string? Line { get; init; }

    /// <summary>The last day.</summary>
    [Id(6)] public DateOnly? Until { get; init; }

    /// <summary>Why.</summary>
    [Id(7)] public string? Reason { get; init; }
}

/// <summary>What a command on a grant came to.</summary>
[GenerateSerializer, Immutable, Alias("GrantReply")]
public sealed record GrantReply([property: Id(0)] Grant Grant, [property: Id(1)] Entry Entry);
