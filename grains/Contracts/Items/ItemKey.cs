namespace ResponsibilityGrid;

/// <summary>Which responsibility item: a duty of a list at a post of a grid.</summary>
[GenerateSerializer, Immutable, Alias("ItemKey")]
public sealed record ItemKey([property: Id(0)] string Grid, [property: Id(1)] string List, [property: Id(2)] string Duty, [property: Id(3)] string Post)
{
    /// <summary>The key of the item's grain, and of the item in global ids.</summary>
    public override string ToString() => $"{Grid}/{Post}/{List}/{Duty}";
}
