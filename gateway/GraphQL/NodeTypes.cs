namespace ResponsibilityGrid.Gateway;

/// <summary>How one type of node is read by its key.</summary>
/// <param name="Type">The GraphQL name of the type, which stands in its global ids.</param>
/// <param name="Load">The node of a key, or null when there is none.</param>
public sealed record NodeType(string Type, Func<IServiceProvider, string, Task<INode?>> Load);

/// <summary>The types that <c>node(id)</c> knows. A noun registers its own with <c>services.AddNode</c>.</summary>
public sealed class NodeTypes(IEnumerable<NodeType> types)
{
    private readonly Dictionary<string, NodeType> byName = types.ToDictionary(type => type.Type);

    /// <summary>The node behind a global id, or null when there is none.</summary>
    public Task<INode?> Load(IServiceProvider services, string id)
    {
        var parsed = GlobalId.Parse(id);
        return byName.TryGetValue(parsed.Type, out var type) ? type.Load(services, parsed.Key) : Task.FromResult<INode?>(null);
    }
}

/// <summary>The seam at which a noun makes its type a node.</summary>
public static class NodeRegistration
{
    /// <summary>Makes <c>node(id)</c> read <paramref name="type"/> through a service of the request.</summary>
    public static IServiceCollection AddNode<TReads>(this IServiceCollection services, string type, Func<TReads, string, Task<INode?>> load)
        where TReads : notnull =>
        services.AddSingleton(new NodeType(type, (request, key) => load(request.GetRequiredService<TReads>(), key)));
}
