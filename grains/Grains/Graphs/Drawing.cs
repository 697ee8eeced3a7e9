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

    public GraphView Draw(List<string> units, IEnumerable<UnitSheet> sheets, List<Cascade> cascades)
    {
        foreach (var unit in units.Select(outline.Unit))
        {
            Node(NodeKind.Unit, unit.Code, unit.Name);
            if (unit.Parent is not null) Edge(NodeKind.Unit, unit.Code, NodeKind.Unit, unit.Parent, EdgeKind.BelongsTo, unit.Span);
        }

        foreach (var sheet in sheets)
            DrawSheet(sheet, cascades);
        return new GraphView { Nodes = [.. _nodes.Values], Edges = [.. _edges.Where(e => _nodes.ContainsKey(e.From) && _nodes.ContainsKey(e.To))] };
    }

    private void DrawSheet(UnitSheet sheet, List<Cascade> cascades)
    {
        foreach (var seat in sheet.Seats)
        {
            if (Wants(NodeKind.Post)) Node(NodeKind.Post, seat.Post.Code, seat.Post.Title);
            Edge(NodeKind.Post, seat.Post.Code, NodeKind.Unit, sheet.Unit, EdgeKind.SitsIn, seat.Post.Span);
            foreach (var fill in seat.Holders)
            {
                if (Wants(NodeKind.Person)) Node(NodeKind.Person, fill.Person, fill.Name);
                Edge(NodeKind.Person, fill.Person, NodeKind.Post, seat.Post.Code, fill.Kind == FillKind.Holder ? EdgeKind.Holds : EdgeKind.ActsFor, fill.Span);
            }

            if (Wants(NodeKind.Item)) DrawItems(sheet.Unit, seat, cascades);
        }

        foreach (var link in sheet.Links)
            Edge(KindOf(link.Subject), link.Subject, KindOf(link.Target), link.Target, Enum.Parse<EdgeKind>($"{link.Kind}"), link.Span);
    }

    private void DrawItems(string unit, Seat seat, List<Cascade> cascades)
    {
        foreach (var cascade in cascades)
        {
            foreach (var row in Ledger.Rows(new UnitSheet { Unit = unit, Seats = [seat] }, [cascade], [], [], Ladder.Empty).Where(r => r.Seat is not null))
            {
                if (!new ItemQuery { Filter = query.Items }.Matches(row.Key, row.Duty, outline)) continue;
                if (!sight.SeesItem(unit, row.PostCode, row.Duty) && !SightRules.IsOfChain(row.ItemKey, outline, cascade, sight)) continue;
                var code = $"{cascade.Version.List}/{row.Duty.Code}/{row.PostCode}";
                Node(NodeKind.Item, code, row.Duty.Title);
                Edge(NodeKind.Item, code, NodeKind.Post, row.PostCode, EdgeKind.StandsAt, null);
                if (cascade.WayOf(new Step(row.Duty.Code, outline.EstablishmentOf(unit))).Up is not { } up) continue;
                foreach (var post in cascade.Posts(up))
                    Edge(NodeKind.Item, code, NodeKind.Item, $"{cascade.Version.List}/{up.Duty}/{post.Code}", EdgeKind.Refines, null);
            }
        }
    }

    private bool Wants(NodeKind kind) => query.Kinds is null || query.Kinds.Contains(kind);

    private NodeKind KindOf(string code) => outline.Post(code) is null ? NodeKind.Unit : NodeKind.Post;

    private void Node(NodeKind kind, string code, string label)
    {
        _nodes.TryAdd(Id(kind, code), new GraphNode(Id(kind, code), kind, code, label));
        if (_nodes.Count > query.Cap) throw TooLarge(query.Cap);
    }

    private void Edge(NodeKind from, string fromCode, NodeKind to, string toCode, EdgeKind kind, Span? span) =>
        _edges.Add(new GraphEdge(Id(from, fromCode), Id(to, toCode), kind, span is null || span.From == DateOnly.MinValue ? null : span.From, span?.To));

    private static string Id(NodeKind kind, string code) => $"{kind}:{code}";

    private static GridRuleException TooLarge(int cap) =>
        new(RefusalCode.BadUserInput, $"图中节点超过 {cap} 个；请减小 depth，或用 filter 缩小范围。", $"The graph has more than {cap} nodes; ask for less depth or filter it.", "depth");
}
