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

    /// <summary>写到第几次，即起草、下发时的 expectedVersion；无人起草为 0 / How often it was written into, which is the expectedVersion of drafting and issuing; 0 where nobody drafted</summary>
    public int Revision => versions.Count == 0 ? 0 : versions[^1].Revision;

    /// <summary>截至所问之时的历史：何人何时起草、下发，先登记的在前；起草只有可见全部网格的人可见。一次 grain 调用
    /// / Its history up to the moment asked for: who drafted and issued when, what was recorded first comes first; drafting is seen by those alone who see the whole grid. One grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownEntry>> History([FromServices] GrainReads reads, int? first, string? after) =>
        EntryPages.Of(await reads.ListHistory(place), place.At, first, after);

    /// <summary>两个版本之间的差异 / What one version changes against another</summary>
    /// <param name="from">旧版本号 / The number of the earlier version</param>
    /// <param name="to">新版本号 / The number of the later version</param>
    public ShownDifference Difference(int from, int to) => new(ListDifference.Between(Numbered(from).Duties, Numbered(to).Duties));

    private ListVersion Numbered(int number) =>
        versions.FirstOrDefault(version => version.Number == number) ?? throw GridRuleException.NotFound("清单版本", $"{place.Code} v{number}");
}
