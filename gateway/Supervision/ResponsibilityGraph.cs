using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任图：点与边，平铺，可直接绘制 / A flat graph of nodes and edges, ready to draw</summary>
public sealed class ResponsibilityGraph(string grid, GraphView view)
{
    /// <summary>图中的点 / The nodes</summary>
    [Complexity(1, 1)]
    public IEnumerable<ShownNode> Nodes => view.Nodes.Select(node => new ShownNode(IdOf(node), node));

    /// <summary>图中的边，两端都在图中 / The edges; both ends are among the nodes</summary>
    [Complexity(1, 1)]
    public IEnumerable<ShownEdge> Edges
    {
        get
        {
            var ids = view.Nodes.ToDictionary(node => node.Id, IdOf);
            return view.Edges.Select(edge => new ShownEdge(ids[edge.From], ids[edge.To], edge));
        }
    }

    // The ids of the API: what is drawn can be asked for by node(id).
    private string IdOf(GraphNode node) => node.Kind == NodeKind.Item && node.Code.Split('/') is [var list, var duty, var post]
        ? GlobalId.Of(nameof(ResponsibilityItem), new ItemKey(grid, list, duty, post).ToString())
        : GlobalId.Of(node.Kind.ToString(), $"{grid}/{node.Code}");
}

/// <summary>图中的一个点 / A node of the graph</summary>
[Name("GraphNode")]
public sealed class ShownNode(string id, GraphNode node)
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => id;

    /// <summary>种类 / What it is</summary>
    public NodeKind Kind => node.Kind;

    /// <summary>种类，中文 / What it is, in Chinese</summary>
    public string KindLabel => Labels.Of(node.Kind);

    /// <summary>编码；责任事项为 清单/事项/岗位 / Its code; list/duty/post for an item</summary>
    public string Code => node.Code;

    /// <summary>显示的文字 / What to write on it</summary>
    public string Label => node.Label;
}

/// <summary>图中的一条边 / An edge of the graph</summary>
[Name("GraphEdge")]
public sealed class ShownEdge(string from, string to, GraphEdge edge)
{
    /// <summary>起点的标识 / The id of the node that it starts from</summary>
    [Id]
    public string From => from;

    /// <summary>终点的标识 / The id of the node that it ends in</summary>
    [Id]
    public string To => to;

    /// <summary>种类 / What it says</summary>
    public EdgeKind Kind => edge.Kind;

    /// <summary>种类，中文 / What it says, in Chinese</summary>
    public string KindLabel => Labels.Of(edge.Kind);

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly? Since => edge.Since;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? Until => edge.Until;
}
