using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>预测：某岗位人员离任，或某单位合并、撤销之后，哪些事项会无人负责；用缺口的同一规则算出，什么也不写。一次 grain 调用
    /// / Which items would fall into a gap if a post were vacated, or a unit merged or closed: by the very rules of gaps, and nothing is written. One grain call</summary>
    /// <param name="what">会发生什么 / What might happen</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    [Complexity(10, 1)]
    public static async Task<Forecast> Forecast([FromServices] GrainReads reads, ForecastBy what, int? first, string? after)
    {
        var size = PageSize.Of(first);
        var place = await reads.Need(what.Vacate?.Post ?? what.Merge?.Unit ?? what.Close!.Unit, null, null);
        return new(place, await reads.Foresee(place.Grid, what.About(place.Code) with { First = size + 1, After = ItemPages.After(after) }), size, after);
    }
}

/// <summary>会发生什么，三选一 / What might happen, one of three</summary>
[OneOf]
public sealed record ForecastBy
{
    /// <summary>岗位人员离任 / Somebody leaves a post</summary>
    public VacateForecastInput? Vacate { get; init; }

    /// <summary>单位并入另一单位 / A unit is merged into another one</summary>
    public MergeForecastInput? Merge { get; init; }

    /// <summary>单位撤销 / A unit is closed</summary>
    public CloseForecastInput? Close { get; init; }

    internal ForecastQuery About(string code) =>
        Vacate is { } vacate ? new() { Post = code, Person = vacate.Person, On = vacate.On }
        : Merge is { } merge ? new() { Unit = code, Into = merge.Into, On = merge.On }
        : new() { Unit = code, On = Close!.On, Heirs = [.. (Close.Heirs ?? []).Select(heir => new Heir(heir.Post, heir.Heir))] };
}

/// <summary>哪个岗位的人员离任 / Which post is vacated</summary>
public sealed record VacateForecastInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>谁离任，不写则为岗位上的每一人，含代理 / Who leaves; everybody on the post where absent, cover too</summary>
    public string? Person { get; init; }

    /// <summary>在岗的最后一日 / The last day on the post</summary>
    public DateOnly On { get; init; }
}

/// <summary>哪个单位并入哪个 / Which unit is merged into which one</summary>
public sealed record MergeForecastInput
{
    /// <summary>并入他单位的单位编码；有多个网格时写成 网格/编码 / The code of the unit that merges, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>所并入的单位编码 / The code of the unit merged into</summary>
    public string Into { get; init; } = "";

    /// <summary>合并之日，可以晚于今天 / The day of the merger, which may be still to come</summary>
    public DateOnly On { get; init; }
}

/// <summary>哪个单位撤销 / Which unit is closed</summary>
public sealed record CloseForecastInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>存续的最后一日 / Its last day</summary>
    public DateOnly On { get; init; }

    /// <summary>各岗位未了结的责任事项由谁承接 / Who takes over the open items of which post</summary>
    public IReadOnlyList<HeirInput>? Heirs { get; init; }
}

/// <summary>会无人负责的事项 / What would fall into a gap</summary>
public sealed class Forecast
{
    internal Forecast(Place place, ForecastView view, int first, string? after) => (ShowsOn, Total, ByReason, Gaps) = (
        view.ShowsOn, view.Total, [.. view.ByReason.Select(tally => new ReasonCount(tally))],
        new([.. ItemBatch.Of(view.Items.Take(first), null) is var batch ? batch.Views.Select(row => new Gap(place, row, batch)) : []], gap => gap.Cursor, view.Items.Count > first, view.Total, after is not null));

    /// <summary>自何日起出现 / The first day on which it would show</summary>
    public DateOnly ShowsOn { get; }

    /// <summary>共多少项 / How many in all</summary>
    public int Total { get; }

    /// <summary>各原因多少项 / How many for which reason</summary>
    public IEnumerable<ReasonCount> ByReason { get; }

    /// <summary>会出现的缺口，按时限排列；现已存在的缺口不在其中 / The gaps that would appear, by due date; those that stand already are not among them</summary>
    public Connection<Gap> Gaps { get; }
}
