namespace ResponsibilityGrid.Gateway;

/// <summary>对责任网格的操作 / What can be done to the responsibility grid</summary>
public sealed partial class Mutation;
