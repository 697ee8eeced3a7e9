using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>读取责任网格的入口 / What can be read of the responsibility grid</summary>
public sealed partial class Query
{
    private const int MaxNodes = 50;

    /// <summary>按全局标识读取一个对象，一次 grain 调用 / One object by its global id; one grain call</summary>
    /// <param name="nodes">The registered types.</param>
    /// <param name="request">The services of the request.</param>
    /// <param name="id">全局标识 / Global id</param>
    public static Task<INode?> Node([FromServices] NodeTypes nodes, [FromServices] IServiceProvider request, [Id] string id) =>
        nodes.Load(request, id);

    /// <summary>按全局标识读取多个对象，次序与所给一致，至多 50 个，每个一次 grain 调用 / Objects by their global ids, in the order given, at most 50; one grain call each</summary>
    /// <param name="nodes">The registered types.</param>
    /// <param name="request">The services of the request.</param>
    /// <param name="ids">全局标识 / Global ids</param>
    [Complexity(1, MaxNodes)]
    public static async Task<IEnumerable<INode?>> Nodes([FromServices] NodeTypes nodes, [FromServices] IServiceProvider request, [Id] IReadOnlyList<string> ids) =>
        ids.Count <= MaxNodes
            ? await Task.WhenAll(ids.Select(id => nodes.Load(request, id)))
            : throw GridRuleException.BadUserInput($"一次至多 {MaxNodes} 个标识。", $"At most {MaxNodes} ids at a time.", "ids");
}
