using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>关系上的一项指令的结果 / What came of a command on a link</summary>
public sealed class LinkPayload(CommandInput input, UnitReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的关系；被拒绝时为空 / The link as it was left; null where it was refused</summary>
    public ShownLink? Link => reply?.Link is { } link ? new(link) : null;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);

    internal static async Task<LinkPayload> Of(GrainReads reads, Caller caller, CommandInput input, string target, UnitCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        return await Desk.Answer(
            caller,
            async () =>
            {
                var place = await reads.Find(target) ?? throw GridRuleException.NotFound("岗位或单位", target, "target");
                return await reads.Change(place.Grid, signed with { Target = place.Code });
            },
            done => new LinkPayload(input, done),
            refused => new LinkPayload(input, null, refused));
    }
}

/// <summary>岗位与单位之间的一条有期限的关系 / A dated edge between posts or units</summary>
[Name("Link")]
public sealed class ShownLink(Link link)
{
    /// <summary>关系 / What it means</summary>
    public LinkKind Kind => link.Kind;

    /// <summary>关系，中文 / What it means, in Chinese</summary>
    public string KindLabel => Labels.Of(link.Kind);

    /// <summary>主体编码 / The code of where it starts</summary>
    public string Subject => link.Subject;

    /// <summary>对象编码 / The code of where it ends</summary>
    public string Target => link.Target;

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly Since => link.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? Until => link.Span.To;

    /// <summary>依据文号；没有登记则为空 / The paper that it rests on; null where none is on record</summary>
    public string? Paper => link.Paper;

    /// <summary>版本：这一关系已建立或变更几次，从未建立的为 0；办理时写入 expectedVersion / How often it was made or changed, 0 for one that there never was; for expectedVersion</summary>
    public int Version => link.Version;
}
