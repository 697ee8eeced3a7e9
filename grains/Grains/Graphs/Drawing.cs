namespace ResponsibilityGrid;

/// <summary>A part of the grid as nodes and edges, flat, for whoever draws it.</summary>
internal sealed class Drawing(Outline outline, GraphQuery query, Sight sight)
{
    private readonly Dictionary<string, GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    /// <summary>The units within the depth asked for, as far as they are shown.</summary>
    public static List<string> UnitsOf(Outline outline, GraphQuery query, Sight sight)
    {
        var top = outline.Unit(query.Root);
        if (!sight.Shows(top.Code)) throw GridRuleException.NotFound("单位", query.Root);
        var units = new List<string> { top.Code };
        var ring = units;
        for (var depth = 0; depth < query.Depth && ring.Count > 0; depth++)
        {
            ring = [.. ring.SelectMany(outline.Children).Select(c => c.Code).Where(sight.Shows)];
            units = [.. units, .. ring];
        }

        return units.Count <= query.Cap ? units : throw TooLarge(query.Cap);
    }

    public GraphView Draw(List<string> units, IEnumerable<UnitSheet> sheets, List<Cascade> cascades, IEnumerable<ItemView> items)
    {
        foreach (var unit in units.Select(outline.Unit))
        {
            Node(NodeKind.Unit, unit.Code, unit.Name);
            if (unit.Parent is not null) Edge(NodeKind.Unit, unit.Code, NodeKind.Unit, unit.Parent, EdgeKind.BelongsTo, unit.Span);
        }

        foreach (var sheet in sheets)
            DrawSheet(sheet);
        foreach (var item in items)
            if (cascades.Find(c => c.Version.List == item.Key.List) is { } cascade) DrawItem(item, cascade);
        return new GraphView { Nodes = [.. _nodes.Values], Edges = [.. _edges.Where(e => _nodes.ContainsKey(e.From) && _nodes.ContainsKey(e.To))] };
    }

    private void DrawSheet(UnitSheet sheet)
    {
        foreach (var seat in sheet.Seats)
        {
            if (query.Wants(NodeKind.Post)) Node(NodeKind.Post, seat.Post.Code, seat.Post.Title);
            Edge(NodeKind.Post, seat.Post.Code, NodeKind.Unit, sheet.Unit, EdgeKind.SitsIn, seat.Post.Span);
            foreach (var fill in seat.Holders)
            {
                if (query.Wants(NodeKind.Person)) Node(NodeKind.Person, fill.Person, fill.Name);
                Edge(NodeKind.Person, fill.Person, NodeKind.Post, seat.Post.Code, fill.Kind == FillKind.Holder ? EdgeKind.Holds : EdgeKind.ActsFor, fill.Span);
            }
        }

        foreach (var link in sheet.Links)
            Edge(KindOf(link.Subject), link.Subject, KindOf(link.Target), link.Target, Enum.Parse<EdgeKind>($"{link.Kind}"), link.Span);
    }

    private void DrawItem(ItemView item, Cascade cascade)
    {
        if (!sight.SeesItem(item.Unit, item.Key.Post, item.Duty) && !SightRules.IsOfChain(item.Key, outline, cascade, sight)) return;
        Node(NodeKind.Item, CodeOf(item.Key), item.Duty.Title);
        Edge(NodeKind.Item, CodeOf(item.Key), NodeKind.Post, item.Post!.Code, EdgeKind.StandsAt, null);
        foreach (var above in Refined(item, cascade))
            Edge(NodeKind.Item, CodeOf(item.Key), NodeKind.Item, CodeOf(above), EdgeKind.Refines, null);
    }

    private IEnumerable<ItemKey> Refined(ItemView item, Cascade cascade) =>
        item.RefinedFrom is { } parent ? [parent]
        : cascade.Find(item.Key.Duty) is not null && cascade.WayOf(new Step(item.Key.Duty, outline.EstablishmentOf(item.Unit))).Up is { } up
            ? cascade.Posts(up).Select(post => item.Key with { Duty = up.Duty, Post = post.Code })
            : [];

    private NodeKind KindOf(string code) => outline.Post(code) is null ? NodeKind.Unit : NodeKind.Post;

    private void Node(NodeKind kind, string code, string label)
    {
        _nodes.TryAdd(Id(kind, code), new GraphNode(Id(kind, code), kind, code, label));
        if (_nodes.Count > query.Cap) throw TooLarge(query.Cap);
    }

    private void Edge(NodeKind from, string fromCode, NodeKind to, string toCode, EdgeKind kind, Span? span) =>
        _edges.Add(new GraphEdge(Id(from, fromCode), Id(to, toCode), kind, span is null || span.From == DateOnly.MinValue ? null : span.From, span?.To));

    private static string CodeOf(ItemKey key) => $"{key.List}/{key.Duty}/{key.Post}";

    private static string Id(NodeKind kind, string code) => $"{kind}:{code}";

    private static GridRuleException TooLarge(int cap) =>
        GridRuleException.BadUserInput($"图中节点超过 {cap} 个；请减小 depth，或用 filter 缩小范围。", $"The graph has more than {cap} nodes; ask for less depth or filter it.", "depth");
}
