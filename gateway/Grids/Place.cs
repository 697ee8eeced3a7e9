namespace ResponsibilityGrid.Gateway;

/// <summary>A code in a grid, seen from a moment of both clocks; without one, from now. What is read from a place is seen from the same moment.</summary>
public readonly record struct Place(string Grid, string Code, Moment? At)
{
    /// <summary>Another code of the same grid at the same moment.</summary>
    public Place Of(string code) => this with { Code = code };

    /// <summary>The place's name across grids, the key of global ids.</summary>
    public override string ToString() => $"{Grid}/{Code}";
}
