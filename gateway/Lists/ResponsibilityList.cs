using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>责任清单及其各版本 / A responsibility list and its versions</summary>
public sealed class ResponsibilityList(Place place, IReadOnlyList<ListVersion> versions, DateOnly today)
{
    /// <summary>清单编码，如 2026 / The list's code, such as 2026</summary>
    public string Code => place.Code;

    /// <summary>各版本，新的在后；最后一个可能是草稿 / All versions, the newest last; the last may be a draft</summary>
    [Complexity(3, 3)]
    public IEnumerable<ShownListVersion> Versions =>
        versions.Select((version, at) => new ShownListVersion(version, at == 0 ? null : versions[at - 1]));

    /// <summary>当日有效的版本 / The version in force on the day</summary>
    public ShownListVersion? InForce => Versions.LastOrDefault(version => version.IssuedAt is not null && version.InForceFrom <= today);

    /// <summary>两个版本之间的差异 / What one version changes against another</summary>
    /// <param name="from">旧版本号 / The number of the earlier version</param>
    /// <param name="to">新版本号 / The number of the later version</param>
    public ShownDifference Difference(int from, int to) => new(ListDifference.Between(Numbered(from).Duties, Numbered(to).Duties));

    private ListVersion Numbered(int number) =>
        versions.FirstOrDefault(version => version.Number == number) ?? throw GridRuleException.NotFound("清单版本", $"{place.Code} v{number}");
}
