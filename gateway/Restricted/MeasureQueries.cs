using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一年内各种轻处置措施的数量：一个单位（含下级），及其各下级单位；不足下限、或可据以推算出不足下限之数的不予显示。一次 grain 调用
    /// / How many light measures of each kind were taken in a year: in a unit with all below it, and in each unit directly below. What is below the limit, or would let such a number be worked out, is not shown. One grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="year">年度 / The year</param>
    public static async Task<MeasureCounts> MeasureCounts([FromServices] GrainReads reads, [FromServices] RestrictedReads restricted, string unit, int year)
    {
        var place = await reads.Need(unit, null, null);
        return new(place, year, await restricted.Counts(place, year), reads.Limits.SmallestCount);
    }
}

/// <summary>一年内的轻处置措施数量 / How many light measures were taken in a year</summary>
public sealed class MeasureCounts(Place place, int year, List<MeasureCount> counts, int smallest)
{
    /// <summary>年度 / The year</summary>
    public int Year => year;

    /// <summary>显示的下限 / The least number that is shown</summary>
    public int Smallest => smallest;

    /// <summary>各单位、各种类 / By unit and kind</summary>
    public IEnumerable<ShownMeasureCount> Cells => counts.Select(count => new ShownMeasureCount(place, count));
}

/// <summary>一个单位一种措施的数量 / How many measures of one kind a unit has</summary>
[Name("MeasureCount")]
public sealed class ShownMeasureCount(Place place, MeasureCount count)
{
    /// <summary>单位，含其下级 / The unit, with all below it</summary>
    public Unit Unit => new(place.Of(count.Unit));

    /// <summary>种类 / The kind</summary>
    public MeasureKind Kind => count.Kind;

    /// <summary>种类，中文 / The kind, in Chinese</summary>
    public string KindLabel => Labels.Of(count.Kind);

    /// <summary>数量；不予显示时为空，并不表示没有 / How many; null where it is not shown, which does not mean that there are none</summary>
    public int? Count => count.Count;
}
