namespace ResponsibilityGrid;

/// <summary>To record a supervision action, or to correct one. The line is not among its fields: it follows from who acts.</summary>
[GenerateSerializer, Immutable, Alias("ActionCommand")]
public sealed record ActionCommand : Command
{
    /// <summary>The unit that was looked at; of a new action found out on the way from its targets.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    /// <summary>Of a correction: the number of the action as it was first recorded.</summary>
    [Id(1)] public int? Corrects { get; init; }

    /// <summary>What was looked at; of a correction absent where it stays.</summary>
    [Id(2)] public List<SupervisionTarget>? Targets { get; init; }

    [Id(3)] public SupervisionKind? Kind { get; init; }

    [Id(4)] public bool? Clean { get; init; }

    [Id(5)] public string? Text { get; init; }

    [Id(6)] public List<string>? Evidence { get; init; }

    [Id(7)] public string? Duty { get; init; }

    [Id(8)] public string? Task { get; init; }

    /// <summary>Of a correction: it never took place.</summary>
    [Id(9)] public bool Withdrawn { get; init; }

    /// <summary>Of a correction: why.</summary>
    [Id(10)] public string? Reason { get; init; }
}

