using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>What the caller is, and may do. Stateless, on every silo, keyed by grid; answers about nobody else.</summary>
[Alias("IViewerGrain"), GrainInterfaceType("viewer")]
public interface IViewerGrain : IGrainWithStringKey
{
    /// <summary>Who calls, and the grants in force for them today.</summary>
    [Needs(Right.SignedIn, Over.Sight), Alias("Get")]
    Task<Viewer> Get();

    /// <summary>What the caller may do at a unit, and at a post of it if one is named; nothing at one that is not there for them.</summary>
    [Needs(Right.SignedIn, Over.Sight), Alias("GetReach")]
    Task<Reach> GetReach(string unit, string? post);
}

/// <summary>Who calls.</summary>
[GenerateSerializer, Immutable, Alias("Viewer")]
public sealed record Viewer
{
    [Id(0)] public string Subject { get; init; } = "";

    /// <summary>The person on record to whom the account belongs, if to one.</summary>
    [Id(1)] public string? Person { get; init; }

    /// <summary>The post or person in whose name the caller wants to act.</summary>
    [Id(2)] public string? Acting { get; init; }

    /// <summary>The posts that the caller sits on, or acts for.</summary>
    [Id(3)] public List<string> Posts { get; init; } = [];

    /// <summary>Of the grid.</summary>
    [Id(4)] public List<Grant> Grants { get; init; } = [];

    /// <summary>Of the whole installation.</summary>
    [Id(5)] public List<Grant> Everywhere { get; init; } = [];
}

/// <summary>What a caller may do in one place.</summary>
[GenerateSerializer, Immutable, Alias("Reach")]
public sealed record Reach
{
    /// <summary>The rights that are held over the unit.</summary>
    [Id(0)] public List<Right> Rights { get; init; } = [];

    /// <summary>Whether the unit above is kept as well: then the unit itself may be moved, merged and closed.</summary>
    [Id(1)] public bool KeepsAbove { get; init; }

    /// <summary>Whether the post is the caller's own.</summary>
    [Id(2)] public bool IsOwnPost { get; init; }

    /// <summary>Whether the caller keeps, or sits on a leading post of, an establishment above: then items here may be checked.</summary>
    [Id(3)] public bool IsAbove { get; init; }

    /// <summary>Whether the caller keeps, or sits in, a unit on a line that supervises here.</summary>
    [Id(4)] public bool Supervises { get; init; }

    /// <summary>Whether a post of the caller's is one of the unit.</summary>
    [Id(5)] public bool Sits { get; init; }
}
