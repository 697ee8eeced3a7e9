using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个岗位 / A post</summary>
[Name("Post")]
public sealed class ShownPost(Unit unit, Place place, Seat seat)
{
    /// <summary>岗位编码 / The post's code</summary>
    public string Code => seat.Post.Code;

    /// <summary>岗位名称 / Its title</summary>
    public string Title => seat.Post.Title;

    /// <summary>层面 / The layer that it answers on</summary>
    public string Layer => seat.Post.Layer;

    /// <summary>是否关键少数 / Whether it belongs to the key few</summary>
    public bool KeyFew => seat.Post.KeyFew;

    /// <summary>所在单位 / The unit that it sits in</summary>
    public Unit Unit => unit;

    /// <summary>在岗人员，任职在前，代理在后 / Who answers on it, holders first, then acting cover</summary>
    [Complexity(1, 1)]
    public IEnumerable<Holder> Holders => seat.Holders.Select(fill => new Holder(place, fill));

    /// <summary>版本：岗位及其任职每改一次加一，供 expectedVersion / Its version, one more with every change of the post and its fills; good as expectedVersion</summary>
    public int Version => seat.Version;

    /// <summary>无人负责的原因 / Why nobody answers on it</summary>
    public GapReason? Gap => seat.Gap;

    /// <summary>截至所问之时的历史：设立、任职、离任、更正，先登记的在前；一次 grain 调用 / Its history up to the moment asked for, what was recorded first comes first; one grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownEntry>> History([FromServices] GrainReads reads, int? first, string? after) =>
        EntryPages.Of(await reads.History(unit.Place, seat.Post.Code), place.At, first, after);

    /// <summary>无人负责的原因，中文 / Why nobody answers on it, in Chinese</summary>
    public string? GapLabel => seat.Gap is { } reason ? Labels.Of(reason) : null;
}
