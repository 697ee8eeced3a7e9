using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Unit
{
    /// <summary>检查，按编号排列；尚未开始的只对可安排检查者列在其后。不论 asOf，以今天为准；一次 grain 调用
    /// / The inspections by number; those that have not begun come behind, and only for those who may plan inspections. As of today, whatever asOf says; one grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownInspection>> Inspections([FromServices] RestrictedReads reads, int? first, string? after)
    {
        var all = await reads.Inspections(place);
        var begin = Cursor.Decode(after, 1) is [var last] ? all.FindIndex(inspection => inspection.Key == last) + 1 : 0;
        var size = PageSize.Of(first);
        return new(
            [.. all.Skip(begin).Take(size).Select(inspection => new ShownInspection(place, inspection))],
            inspection => Cursor.Encode(GlobalId.KeyOf("Inspection", inspection.Id).Split('/')[^1]), all.Count > begin + size, all.Count, begin > 0);
    }
}
