namespace ResponsibilityGrid.Gateway;

/// <summary>岗位上的一项指令的结果 / What came of a command on a post</summary>
public sealed class PostPayload(CommandInput input, Place place, string? unit, Seat? seat, Entry? entry, UserError? refusal = null, Leaving? leaving = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的岗位；被拒绝时为空 / The post as it was left; null where it was refused</summary>
    public ShownPost? Post => unit is null || seat is null ? null : new(new Unit(place.Of(unit)), place.Of(unit), seat);

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => entry is null ? null : new(entry);

    /// <summary>离任时有未了结的事项、问题、移送、线索的，其交接；否则为空 / The hand-over of whoever left with items, problems, referrals or flags open; null otherwise</summary>
    public ShownHandover? Handover => leaving is null ? null : new(place, leaving);

    internal static async Task<PostPayload> Of(GrainReads reads, Caller caller, CommandInput input, string post, UnitCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(post) ?? throw GridRuleException.NotFound("岗位", post, "post");
                return await reads.Change(place.Grid, signed with { Post = place.Code });
            },
            done => new PostPayload(input, place, done.Unit, done.Seat, done.Entry, leaving: done.Leaving),
            refused => new PostPayload(input, place, null, null, null, refused));
    }

    internal static async Task<PostPayload> Of(
        GrainReads reads, Caller caller, CommandInput input, string code, string field, Func<Place, StructureCommand, StructureCommand> about, StructureCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(code) ?? throw GridRuleException.NotFound(field == "unit" ? "单位" : "岗位", code, field);
                return await reads.Change(place.Grid, about(place, signed));
            },
            done => new PostPayload(input, place, done.Post?.Unit, done.Seat, done.Entry),
            refused => new PostPayload(input, place, null, null, null, refused));
    }
}
