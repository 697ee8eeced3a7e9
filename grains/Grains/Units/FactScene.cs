namespace ResponsibilityGrid;

/// <summary>What facts are held against beside the unit's own.</summary>
internal sealed record FactScene
{
    /// <summary>The newest there is; absent where nobody asks for it.</summary>
    public Structure Structure { get; init; } = new();

    /// <summary>The links that end where new ones start.</summary>
    public IReadOnlyCollection<Link> Back { get; init; } = [];

    /// <summary>The items that somebody began and nobody has finished.</summary>
    public IReadOnlyCollection<Row> UnderWay { get; init; } = [];
}
