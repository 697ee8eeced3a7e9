namespace ResponsibilityGrid;

/// <summary>单位类型；局与其部门合为一体，分局自成一体 / What a unit is. A bureau and its departments are one establishment; a branch is one by itself.</summary>
[GenerateSerializer]
public enum UnitKind
{
    /// <summary>局 / A bureau.</summary>
    Bureau,

    /// <summary>部门，与所属局同级 / A department of a bureau, at the bureau's level.</summary>
    Department,

    /// <summary>分局 / A branch.</summary>
    Branch,
}
