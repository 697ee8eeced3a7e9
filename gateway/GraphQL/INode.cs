using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>有全局标识的对象 / An object with a global id</summary>
[Name("Node")]
public interface INode
{
    /// <summary>全局标识，可用于 node(id) / The global id, good for node(id)</summary>
    [Id]
    string Id { get; }
}
