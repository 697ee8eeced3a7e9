namespace ResponsibilityGrid.Gateway;

/// <summary>A grid in a few lines, for the console.</summary>
internal static class Summary
{
    public static string Of(Overview overview, TimeSpan took)
    {
        var settings = new GridSettings();
        return $"""
            {overview.UnitName}（{overview.Unit}）：单位 {overview.Units:N0}，岗位 {overview.Posts:N0}，人员 {overview.Persons:N0}，责任事项 {overview.Items:N0}
              按层级：{string.Join("，", overview.ByLevel.Select(l => $"{settings.Levels[l.Of - 1]} {l.Count:N0}"))}
              空缺岗位 {overview.VacantPosts:N0}，无人负责的事项 {overview.Unassigned:N0}，逾期 {overview.Overdue:N0}
              缺口：{(overview.GapsByReason.Count == 0 ? "无" : string.Join("，", overview.GapsByReason.Select(g => $"{Labels.Of(g.Of)} {g.Count:N0}")))}
              用时 {took.TotalSeconds:N1} 秒
            """;
    }
}
