namespace ResponsibilityGrid;

/// <summary>A person's row: what each unit knows of them.</summary>
internal sealed record PersonState
{
    public int Schema { get; init; } = 1;

    public List<Seating> Seatings { get; init; } = [];

    /// <summary>Who is about to enter the person.</summary>
    public Claim? Claim { get; init; }

    /// <summary>The identity number, sealed.</summary>
    public string? IdentityNumber { get; init; }

    /// <summary>The telephone number, sealed.</summary>
    public string? Telephone { get; init; }
}

/// <summary>What reserved a person's code, until its unit has spoken: a command, or a workbook, which has no id.</summary>
internal sealed record Claim
{
    public string Unit { get; init; } = "";

    public string Command { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
