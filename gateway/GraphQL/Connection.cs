using System.ComponentModel;

namespace ResponsibilityGrid.Gateway;

/// <summary>One page of a list. Edges and cursors are made only when a caller asks for them.</summary>
[Description("列表的一页 / One page of a list"), NamedByContent]
public sealed class Connection<T>(IReadOnlyList<T> nodes, Func<T, string> cursor, bool hasNextPage, int totalCount, bool hasPreviousPage = false)
    where T : class
{
    /// <summary>The entries.</summary>
    [Description("本页各项 / The entries of the page")]
    public IReadOnlyList<T> Nodes => nodes;

    /// <summary>The entries with their places.</summary>
    [Description("本页各项及其位置 / The entries with their places")]
    public IEnumerable<Edge<T>> Edges => nodes.Select(node => new Edge<T>(node, cursor(node)));

    /// <summary>Where the page stands in the list.</summary>
    [Description("本页在列表中的位置 / Where the page stands in the list")]
    public PageInfo PageInfo => new(
        hasNextPage, hasPreviousPage, nodes is [var first, ..] ? cursor(first) : null, nodes is [.., var last] ? cursor(last) : null);

    /// <summary>How many entries the whole list has.</summary>
    [Description("整个列表的项数 / How many entries the whole list has")]
    public int TotalCount => totalCount;
}

/// <summary>An entry with its place.</summary>
[Description("列表中的一项及其位置 / An entry with its place"), NamedByContent]
public sealed class Edge<T>(T node, string cursor)
    where T : class
{
    /// <summary>The entry.</summary>
    [Description("该项 / The entry")]
    public T Node => node;

    /// <summary>Its place.</summary>
    [Description("位置，可作为 after / Its place, good as after")]
    public string Cursor => cursor;
}

/// <summary>本页在列表中的位置 / Where a page stands in its list</summary>
public sealed class PageInfo(bool hasNextPage, bool hasPreviousPage, string? startCursor, string? endCursor)
{
    /// <summary>其后还有 / There is more after it</summary>
    public bool HasNextPage => hasNextPage;

    /// <summary>其前还有 / There is more before it</summary>
    public bool HasPreviousPage => hasPreviousPage;

    /// <summary>首项的位置 / The place of the first entry</summary>
    public string? StartCursor => startCursor;

    /// <summary>末项的位置，作为 after 可取下一页 / The place of the last entry; as after it brings the next page</summary>
    public string? EndCursor => endCursor;
}
