namespace ResponsibilityGrid;

/// <summary>人员怎样在岗 / How a person sits on a post.</summary>
[GenerateSerializer]
public enum FillKind
{
    /// <summary>任职 / Holds the post.</summary>
    Holder,

    /// <summary>代理 / Covers the post for a limited time.</summary>
    Acting,
}
