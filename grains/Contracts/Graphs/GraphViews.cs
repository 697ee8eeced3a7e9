namespace ResponsibilityGrid;

/// <summary>A unit, its neighbours and its posts.</summary>
[GenerateSerializer, Immutable, Alias("UnitView")]
public sealed record UnitView
{
    [Id(0)] public UnitEntry Unit { get; init; } = new();

    [Id(1)] public UnitEntry? Parent { get; init; }

    [Id(2)] public List<UnitEntry> Children { get; init; } = [];

    [Id(3)] public UnitSheet Sheet { get; init; } = new();

    /// <summary>How often its place was made or changed.</summary>
    [Id(4)] public int Version { get; init; }
}

/// <summary>What several items refine, or what refines them.</summary>
[GenerateSerializer, Immutable, Alias("KinView")]
public sealed record KinView
{
    /// <summary>The keys of each item's kin, in the order in which the items were asked for.</summary>
    [Id(0)] public List<List<ItemKey>> Of { get; init; } = [];

    /// <summary>All of them, each once.</summary>
    [Id(1)] public List<ItemView> Items { get; init; } = [];
}

/// <summary>One establishment on the way from an item to its root.</summary>
[GenerateSerializer, Immutable, Alias("ChainLink")]
public sealed record ChainLink
{
    /// <summary>The bureau or branch.</summary>
    [Id(0)] public UnitEntry Unit { get; init; } = new();

    /// <summary>The items on the way here, the lower first; none where the establishment is passed over.</summary>
    [Id(1)] public List<ItemView> Items { get; init; } = [];

    /// <summary>Who answers for the unit from above (包干), and for the item's department (分管).</summary>
    [Id(2)] public List<Leader> Leaders { get; init; } = [];
}

/// <summary>A post that answers for a unit.</summary>
[GenerateSerializer, Immutable, Alias("Leader")]
public sealed record Leader
{
    [Id(0)] public Link Link { get; init; } = new();

    [Id(1)] public string Unit { get; init; } = "";

    [Id(2)] public Seat Seat { get; init; } = new();
}

/// <summary>What to draw.</summary>
[GenerateSerializer, Immutable, Alias("GraphQuery")]
public sealed record GraphQuery
{
    /// <summary>The unit to begin at.</summary>
    [Id(0)] public string Root { get; init; } = "";

    /// <summary>Levels of units below it.</summary>
    [Id(1)] public int Depth { get; init; }

    /// <summary>What to show beside units; everything where absent.</summary>
    [Id(2)] public List<NodeKind>? Kinds { get; init; }

    /// <summary>Which items.</summary>
    [Id(3)] public ItemFilter Items { get; init; } = new();

    /// <summary>More nodes than this are refused.</summary>
    [Id(4)] public int Cap { get; init; }

    /// <summary>Whether a kind is shown.</summary>
    public bool Wants(NodeKind kind) => Kinds is null || Kinds.Contains(kind);
}

/// <summary>图中的点是什么 / What a node of the graph is.</summary>
[GenerateSerializer]
public enum NodeKind
{
    /// <summary>单位 / A unit.</summary>
    Unit,

    /// <summary>岗位 / A post.</summary>
    Post,

    /// <summary>人员 / A person.</summary>
    Person,

    /// <summary>责任事项 / A responsibility item.</summary>
    Item,
}

/// <summary>图中的边表示什么 / What an edge of the graph says.</summary>
[GenerateSerializer]
public enum EdgeKind
{
    /// <summary>隶属 / A unit belongs to the unit above.</summary>
    BelongsTo,

    /// <summary>设在 / A post sits in a unit.</summary>
    SitsIn,

    /// <summary>任职 / A person holds a post.</summary>
    Holds,

    /// <summary>代理 / A person covers a post.</summary>
    ActsFor,

    /// <summary>落在 / An item stands at a post.</summary>
    StandsAt,

    /// <summary>细化 / An item refines the item above.</summary>
    Refines,

    /// <summary>分管 / A post is in charge of a department.</summary>
    InCharge,

    /// <summary>包干 / A post answers for a unit.</summary>
    AnswersFor,

    /// <summary>派驻 / A department stations a post elsewhere.</summary>
    StationedAt,

    /// <summary>制约 / A post checks a post.</summary>
    Checks,
}

/// <summary>A flat graph: every edge names two nodes that are in it.</summary>
[GenerateSerializer, Immutable, Alias("GraphView")]
public sealed record GraphView
{
    [Id(0)] public List<GraphNode> Nodes { get; init; } = [];

    [Id(1)] public List<GraphEdge> Edges { get; init; } = [];
}

/// <summary>A node.</summary>
[GenerateSerializer, Immutable, Alias("GraphNode")]
public sealed record GraphNode([property: Id(0)] string Id, [property: Id(1)] NodeKind Kind, [property: Id(2)] string Code, [property: Id(3)] string Label);

/// <summary>A dated edge.</summary>
[GenerateSerializer, Immutable, Alias("GraphEdge")]
public sealed record GraphEdge([property: Id(0)] string From, [property: Id(1)] string To, [property: Id(2)] EdgeKind Kind, [property: Id(3)] DateOnly? Since, [property: Id(4)] DateOnly? Until);
