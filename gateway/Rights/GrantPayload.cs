namespace ResponsibilityGrid.Gateway;

/// <summary>授权上的一项指令的结果 / What came of a command on a grant</summary>
public sealed class GrantPayload(CommandInput input, string row, GrantReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的授权；被拒绝时为空 / The grant as it was left; null where it was refused</summary>
    public ShownGrant? Grant => reply is null ? null : new(row, reply.Grant);

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);

    internal static async Task<GrantPayload> Of(Caller caller, CommandInput input, Func<Task<(string Row, GrantReply Reply)>> act) => await Desk.Answer(
        caller, act, done => new GrantPayload(input, done.Row, done.Reply), refused => new GrantPayload(input, "", null, refused));

    /// <summary>The row and the id within it that a grant's id names.</summary>
    internal static (string Row, string Grant) KeyOf(string id) =>
        id.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && GridKeys.IsCode(id[..slash]) ? (id[..slash], id[(slash + 1)..]) : throw GridRuleException.NotFound("授权", id, "grant");
}
