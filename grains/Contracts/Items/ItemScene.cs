namespace ResponsibilityGrid;

/// <summary>What a ledger knows about a command on one of its items: everything that the item's rules need beside its own row.</summary>
[GenerateSerializer, Immutable, Alias("ItemScene")]
public sealed record ItemScene
{
    /// <summary>The duty, with the child's own words and date where the item was made by refining.</summary>
    [Id(0)] public Duty Duty { get; init; } = new();

    /// <summary>The version of the list in force at the ledger.</summary>
    [Id(1)] public int ListVersion { get; init; }

    [Id(2)] public DateOnly Today { get; init; }

    /// <summary>Whether the actor belongs to those who do it: the post, its establishment, or a bureau between it and the root.</summary>
    [Id(3)] public bool IsOwner { get; init; }

    /// <summary>Whether the actor stands for whoever gave it: the root bureau, or for a child the establishment that made it.</summary>
    [Id(4)] public bool IsIssuer { get; init; }

    /// <summary>Whether the actor may check it: from above its establishment; for the root's own items from its dedicated department.</summary>
    [Id(5)] public bool IsChecker { get; init; }

    /// <summary>Whether the approver named might check it.</summary>
    [Id(6)] public bool IsApproverOutside { get; init; }

    /// <summary>Whether it is one of the root bureau's own items, which no one above can check.</summary>
    [Id(7)] public bool IsRoots { get; init; }

    /// <summary>The children that are closed or retired, by the code of their duty.</summary>
    [Id(8)] public List<string> ChildrenDone { get; init; } = [];

    /// <summary>Whether the post that a child is to stand at lies in the subtree.</summary>
    [Id(9)] public bool IsPostBelow { get; init; }

    /// <summary>Whether the actor stands above the item's post, and so may remind of it.</summary>
    [Id(10)] public bool IsSuperior { get; init; }

    /// <summary>Whether the post that is to assist is another one of the establishment, or below it.</summary>
    [Id(11)] public bool IsPostNear { get; init; }

    /// <summary>Whether its post has its last day today and no heir: tomorrow it stands nowhere.</summary>
    [Id(12)] public bool IsEnding { get; init; }
}
