namespace ResponsibilityGrid;

/// <summary>Problems of one category and duty that stand in several places at once (由点到面): no longer the matter of one unit, but of the bureau above and of the line that the duty is on.</summary>
[GenerateSerializer, Immutable, Alias("Spread")]
public sealed record Spread
{
    /// <summary>The bureau or branch in which they stand: below it, or in itself.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public string Category { get; init; } = "";

    /// <summary>The duty's code without the list that it begins with; none where no item was named.</summary>
    [Id(2)] public string? Duty { get; init; }

    /// <summary>What the duty says in the newest of its lists.</summary>
    [Id(3)] public string? Title { get; init; }

    /// <summary>The duty's functional line, or else the dedicated one.</summary>
    [Id(4)] public string Line { get; init; } = "";

    /// <summary>To whom they fall: the departments of the line that are nearest to the unit.</summary>
    [Id(5)] public List<string> Owners { get; init; } = [];

    /// <summary>Where: the bureaus and branches right below the unit that have such a problem in them, and the unit if it has one itself.</summary>
    [Id(6)] public List<string> Places { get; init; } = [];

    /// <summary>How many problems.</summary>
    [Id(7)] public int Count { get; init; }

    /// <summary>When the first of them was found.</summary>
    [Id(8)] public DateOnly Since { get; init; }

    /// <summary>When the last one was.</summary>
    [Id(9)] public DateOnly Until { get; init; }
}
