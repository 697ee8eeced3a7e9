namespace ResponsibilityGrid;

/// <summary>What a unit is. A bureau and its departments are one establishment; a branch is one by itself.</summary>
[GenerateSerializer]
public enum UnitKind
{
    /// <summary>局: a bureau.</summary>
    Bureau,

    /// <summary>部门: a department of a bureau, at the bureau's level.</summary>
    Department,

    /// <summary>分局: a branch.</summary>
    Branch,
}
