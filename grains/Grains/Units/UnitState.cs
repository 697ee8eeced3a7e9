namespace ResponsibilityGrid;

/// <summary>A unit's row: every fact ever recorded about its posts, on both clocks. Nothing leaves it.</summary>
internal sealed record UnitState
{
    public int Schema { get; init; } = 1;

    /// <summary>Counts the changes.</summary>
    public int Version { get; init; }

    public List<Post> Posts { get; init; } = [];

    public List<Fill> Fills { get; init; } = [];

    public List<Link> Links { get; init; } = [];

    public List<Resident> Residents { get; init; } = [];

    /// <summary>Persons whose own index has yet to hear of this version or an earlier one.</summary>
    public List<string> Outbox { get; init; } = [];
}
