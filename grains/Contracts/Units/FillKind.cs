namespace ResponsibilityGrid;

/// <summary>How a person sits on a post.</summary>
[GenerateSerializer]
public enum FillKind
{
    /// <summary>任职: holds the post.</summary>
    Holder,

    /// <summary>代理: covers the post for a limited time.</summary>
    Acting,
}
