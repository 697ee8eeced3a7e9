using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个人员在一个岗位上的任期 / A person's time on a post</summary>
public sealed class HeldPost(Place person, string unit, Fill fill)
{
    /// <summary>岗位，一次 grain 调用 / The post; one grain call</summary>
    public async Task<ShownPost?> Post([FromServices] GrainReads reads) =>
        (await reads.Unit(person.Of(unit)))?.Sheet.Seats.Find(seat => seat.Post.Code == fill.Post) is { } seat
            ? new ShownPost(Unit, person, seat)
            : null;

    /// <summary>岗位编码 / The post's code</summary>
    public string PostCode => fill.Post;

    /// <summary>岗位所在单位 / The unit that the post sits in</summary>
    public Unit Unit => new(person.Of(unit));

    /// <summary>任职或代理 / Whether the post is held or covered</summary>
    public FillKind Kind => fill.Kind;

    /// <summary>任职或代理，中文 / Whether the post is held or covered, in Chinese</summary>
    public string KindLabel => Labels.Of(fill.Kind);

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly Since => fill.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? Until => fill.Span.To;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string Paper => fill.Paper;
}
