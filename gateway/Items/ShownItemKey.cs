using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任事项的自然编码 / The natural key of a responsibility item</summary>
[Name("ItemKey")]
public sealed class ShownItemKey(ItemKey key)
{
    /// <summary>清单编码 / The list's code</summary>
    public string List => key.List;

    /// <summary>事项编码 / The duty's code</summary>
    public string Duty => key.Duty;

    /// <summary>岗位编码 / The post's code</summary>
    public string Post => key.Post;
}
