using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任清单的一个版本；下发后不再改变 / One version of a list; once issued it does not change</summary>
[Name("ListVersion")]
public sealed class ShownListVersion(ListVersion version, ListVersion? before)
{
    /// <summary>版本号，从 1 起 / Its number, from 1 on</summary>
    public int Number => version.Number;

    /// <summary>何时下发；草稿为空 / When it was issued; null for a draft</summary>
    public DateTimeOffset? IssuedAt => version.IssuedAt;

    /// <summary>写到第几次 / How often the list had been written into when this was</summary>
    public int Revision => version.Revision;

    /// <summary>自何日起有效；草稿为空 / From which day it is in force; null for a draft</summary>
    public DateOnly? InForceFrom => version.IssuedAt is null ? null : version.InForceFrom;

    /// <summary>事项，按编码排列 / The duties, by code</summary>
    [Complexity(50, 50)]
    public IEnumerable<ShownDuty> Duties => version.Duties.Select(duty => new ShownDuty(duty));

    /// <summary>与前一版本的差异 / What it changes against the version before</summary>
    public ShownDifference Differences => new(ListDifference.Between(before?.Duties ?? [], version.Duties));
}

/// <summary>两个版本之间的差异，以事项编码表示 / What one version changes against another, as codes of duties</summary>
[Name("ListDifference")]
public sealed class ShownDifference(ListDifference difference)
{
    /// <summary>新增 / Added</summary>
    public IEnumerable<string> Added => difference.Added;

    /// <summary>变更 / Changed</summary>
    public IEnumerable<string> Changed => difference.Changed;

    /// <summary>取消 / Dropped</summary>
    public IEnumerable<string> Dropped => difference.Dropped;
}
