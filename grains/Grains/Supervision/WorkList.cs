namespace ResponsibilityGrid;

/// <summary>What a line must look at in one unit, cut into its risks.</summary>
internal sealed class WorkList(List<WorkItem> items)
{
    private readonly List<WorkItem>[] _ofRisk = [.. Enumerable.Range(0, 16).Select(risk => items.FindAll(item => item.Risk == risk))];

    public int Total => items.Count;

    public List<WorkItem> Of(int risk) => _ofRisk[risk];

    /// <summary>Whether an item comes after another one of the same unit and risk.</summary>
    public static bool IsBehind(WorkItem item, WorkItem after) =>
        item.DueOn != after.DueOn ? item.DueOn > after.DueOn
        : string.CompareOrdinal(item.Key.Post, after.Key.Post) is not 0 and var byPost ? byPost > 0
        : string.CompareOrdinal(item.Key.Duty, after.Key.Duty) > 0;
}
