namespace ResponsibilityGrid.Gateway;

/// <summary>单位上的一项指令的结果 / What came of a command on a unit</summary>
public sealed class UnitPayload(CommandInput input, Place place, StructureReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的单位，合并时为所并入的单位；被拒绝时为空 / The unit as it was left, of a merger the one merged into; null where it was refused</summary>
    public Unit? Unit => reply?.Unit is { } unit ? new(place.Of(unit.Code), unit) : null;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);

    internal static async Task<UnitPayload> Of(
        GrainReads reads, Caller caller, CommandInput input, string code, string field, Func<Place, StructureCommand, StructureCommand> about, StructureCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(code) ?? throw GridRuleException.NotFound("单位", code, field);
                return await reads.Change(place.Grid, about(place, signed));
            },
            done => new UnitPayload(input, place, done),
            refused => new UnitPayload(input, place, null, refused));
    }
}
