using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>由点到面的问题：同一类别、同一事项的问题，在一个局的几个下级（或本级）都有，由事项的职能线、没有职能线的由专责线的部门牵头；问部门的，是由它牵头的。一次 grain 调用，在集群内逐个单位询问
    /// / Problems of one category and duty that stand in several places of a bureau; they fall to the duty's functional line, or else to the dedicated one. Of a department: what falls to it. One grain call, which asks each unit inside the cluster</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="period">在哪些整月发现的 / In which whole months they were found</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    public static async Task<IEnumerable<ShownSpread>> Spreads([FromServices] GrainReads reads, string unit, MonthsInput period, int? first)
    {
        var place = await reads.Need(unit, null, null);
        var (from, to) = period.Of(reads.Today, reads.Limits);
        return (await reads.Spreads(place, from, to.AddMonths(1).AddDays(-1), PageSize.Of(first))).Select(spread => new ShownSpread(place, spread));
    }
}

/// <summary>由点到面的一类问题 / Problems of one kind that have spread</summary>
[Name("Spread")]
public sealed class ShownSpread(Place place, Spread view)
{
    /// <summary>在哪个局或分局 / The bureau or branch in which they stand</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>类别 / The category</summary>
    public string Category => view.Category;

    /// <summary>事项的编码，不含清单；没有写明事项的为空 / The duty's code without its list; null where no item was named</summary>
    public string? Duty => view.Duty;

    /// <summary>责任事项 / What the duty says</summary>
    public string? Title => view.Title;

    /// <summary>归哪条监督线 / The line that they fall to</summary>
    public string Line => view.Line;

    /// <summary>监督线属 1、3 还是 N / What the line is among 1+3+N</summary>
    public LineKind LineKind => GrainReads.Axes.KindOf(view.Line);

    /// <summary>由哪些部门牵头：该线上最近的 / To which departments they fall: the nearest on the line</summary>
    [Complexity(1, 1)]
    public IEnumerable<Unit> Owners => view.Owners.Select(owner => new Unit(place.Of(owner)));

    /// <summary>在哪些下级，或本级 / In which places below, or itself</summary>
    [Complexity(5, 5)]
    public IEnumerable<Unit> Places => view.Places.Select(at => new Unit(place.Of(at)));

    /// <summary>共几个问题 / How many problems</summary>
    public int Count => view.Count;

    /// <summary>最早何日发现 / When the first one was found</summary>
    public DateOnly Since => view.Since;

    /// <summary>最近何日发现 / When the last one was</summary>
    public DateOnly Until => view.Until;
}
