using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>登记一次监督：检查、抽查、谈话、督导、审核等；须由有监督线的单位办理，派驻人员代表派出单位。一次 grain 调用
    /// / Records a look, by a unit on a supervision line; a stationed officer acts for its sender. One grain call</summary>
    /// <param name="input">看了什么，怎样 / What was looked at, and how it was</param>
    public static Task<ActionPayload> RecordAction([FromServices] GrainReads reads, [FromUserContext] Caller caller, RecordActionInput input) =>
        ActionPayload.Of(reads, caller, input, null, input.Targets, new ActionCommand
        {
            Kind = input.Kind, Clean = input.Clean, On = input.On, Text = input.Text, Evidence = input.Evidence, Duty = input.Duty, Task = input.Task,
        });

    /// <summary>更正或撤回一次监督，由原监督单位办理；另记一条，原记录保留。一次 grain 调用
    /// / Corrects or withdraws a look, by the unit that looked; a further entry, and the first one stays. One grain call</summary>
    /// <param name="input">哪次监督，怎样更正 / Which one, and how it reads</param>
    public static Task<ActionPayload> CorrectAction([FromServices] GrainReads reads, [FromUserContext] Caller caller, CorrectActionInput input) =>
        ActionPayload.Of(reads, caller, input, input.Action, input.Targets, new ActionCommand
        {
            Kind = input.Kind, Clean = input.Clean, On = input.On, Text = input.Text, Evidence = input.Evidence, Duty = input.Duty, Task = input.Task,
            Withdrawn = input.Withdrawn ?? false, Reason = input.Reason,
        });
}

/// <summary>登记或更正监督的结果 / What came of a command on a supervision action</summary>
public sealed class ActionPayload(CommandInput input, Place place, SupervisionAction? action, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>登记的监督；被拒绝时为空 / The action as it reads then; null where it was refused</summary>
    public ShownAction? Action => action is null ? null : new(place, action);

    internal static async Task<ActionPayload> Of(
        GrainReads reads, Caller caller, CommandInput input, string? corrected, IReadOnlyList<TargetInput>? targets, ActionCommand command)
    {
        var signed = Desk.Sign(caller, input, command);
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                if (corrected is not null)
                {
                    (place, var origin) = await reads.FindNumbered(GlobalId.KeyOf("SupervisionAction", corrected)) ?? throw GridRuleException.NotFound("监督记录", corrected, "action");
                    signed = signed with { Unit = place.Code, Corrects = origin };
                }

                var named = new List<SupervisionTarget>();
                foreach (var target in targets ?? [])
                {
                    var (code, isUnit) = target.Where;
                    var at = await reads.Find(code) ?? throw GridRuleException.NotFound(isUnit ? "单位" : "岗位", code, "targets");
                    if (isUnit && signed.Unit.Length > 0 && signed.Unit != at.Code)
                        throw new GridRuleException(Rule.TargetsApart, "一次监督的对象须在同一单位，分属几个单位的请分别登记。", "Targets of one action sit in one unit.", "targets");
                    if (isUnit) signed = signed with { Unit = at.Code };
                    place = at;
                    named.Add(target.To(at.Code));
                }

                if (place.Grid is null) throw new GridRuleException(Rule.TargetsRequired, "请写明监督了什么。", "Name a target.", "targets");
                return await reads.Record(place.Grid, signed with { Targets = targets is null ? null : named });
            },
            done => new ActionPayload(input, place, done),
            refused => new ActionPayload(input, place, null, refused));
    }
}
