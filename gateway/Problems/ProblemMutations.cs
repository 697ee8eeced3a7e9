using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>登记问题，由问题所在单位或其上级登记；窗口内再犯的，与前一问题相连，前一销号失效，提高一级。一次 grain 调用
    /// / Reports a problem, by its unit or one above; one that came back within the window is linked, fails the earlier closure and rises one level. One grain call</summary>
    /// <param name="input">哪个单位有什么问题 / Which unit has which problem</param>
    public static Task<ProblemPayload> ReportProblem([FromServices] GrainReads reads, [FromUserContext] Caller caller, ReportProblemInput input) =>
        ProblemPayload.Of(reads, caller, input, async () => await reads.Find(input.Unit) is { } place ? (place, null) : null, new ProblemCommand
        {
            Act = Act.ReportProblem, Text = input.Text, Category = input.Category, Action = input.Action, Evidence = input.Evidence, On = input.On,
        }, input.Item);

    /// <summary>认领问题：待认领 → 已落实责任。一次 grain 调用 / Claims a problem, by its unit. One grain call</summary>
    /// <param name="input">认领什么，由谁、何时整改好 / What is claimed, and who puts it right until when</param>
    public static Task<ProblemPayload> ClaimProblem([FromServices] GrainReads reads, [FromUserContext] Caller caller, ClaimProblemInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.ClaimProblem, new ProblemCommand
        {
            Text = input.Text, Charged = new Actor { Code = input.Person }, DueOn = input.DueOn, Track = input.Track, Milestones = input.Milestones,
        });

    /// <summary>对问题提出异议：待认领 → 有异议，由上级裁定。一次 grain 调用 / Disputes a problem, for somebody above to decide. One grain call</summary>
    /// <param name="input">对什么有异议 / What is disputed</param>
    public static Task<ProblemPayload> DisputeProblem([FromServices] GrainReads reads, [FromUserContext] Caller caller, DisputeProblemInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.DisputeProblem, new ProblemCommand { Text = input.Reason });

    /// <summary>交办问题，由上级办理，市局本级的由其专责部门办理。一次 grain 调用 / Assigns a problem, from above; the root bureau's own by its dedicated department. One grain call</summary>
    /// <param name="input">交给谁 / To whom</param>
    public static Task<ProblemPayload> AssignProblem([FromServices] GrainReads reads, [FromUserContext] Caller caller, AssignProblemInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.AssignProblem, new ProblemCommand
        {
            Text = input.Reason, Charged = new Actor { Code = input.Person }, DueOn = input.DueOn, Track = input.Track, Milestones = input.Milestones,
        });

    /// <summary>登记整改所做的工作，由责任单位办理。一次 grain 调用 / Notes what was done, by the unit responsible. One grain call</summary>
    /// <param name="input">做了什么 / What was done</param>
    public static Task<ProblemPayload> Rectify([FromServices] GrainReads reads, [FromUserContext] Caller caller, RectifyInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.Rectify, new ProblemCommand { Text = input.Text, Milestone = input.Milestone, Evidence = input.Evidence });

    /// <summary>提交整改：整改中 → 待核查。一次 grain 调用 / Submits a rectification for checking. One grain call</summary>
    /// <param name="input">提交什么 / What is submitted</param>
    public static Task<ProblemPayload> SubmitRectification([FromServices] GrainReads reads, [FromUserContext] Caller caller, SubmitRectificationInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.SubmitRectification, new ProblemCommand { Text = input.Text, RootCause = input.RootCause, LastingMeasure = input.LastingMeasure, Evidence = input.Evidence });

    /// <summary>退回整改：待核查 → 整改中，由上级办理。一次 grain 调用 / Returns a rectification, from above. One grain call</summary>
    /// <param name="input">为何退回 / Why</param>
    public static Task<ProblemPayload> ReturnRectification([FromServices] GrainReads reads, [FromUserContext] Caller caller, ReturnRectificationInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.ReturnRectification, new ProblemCommand { Text = input.Reason });

    /// <summary>问题销号：待核查 → 已销号，由上级核查；须有根本原因和长效措施，或写明免予的理由。一次 grain 调用
    /// / Closes a problem, checked from above; with root cause and lasting measure, or the reason why not. One grain call</summary>
    /// <param name="input">销什么号 / What is closed</param>
    public static Task<ProblemPayload> CloseProblem([FromServices] GrainReads reads, [FromUserContext] Caller caller, CloseProblemInput input) =>
        ProblemPayload.Of(reads, caller, input, Act.CloseProblem, new ProblemCommand { Text = input.Text, Waiver = input.Waiver });
}

/// <summary>对问题办理的结果 / What came of a command on a problem</summary>
public sealed class ProblemPayload(CommandInput input, Place place, ProblemView? view, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的问题；被拒绝时为空 / The problem as it was left; null where it was refused</summary>
    public ShownProblem? Problem => view is null ? null : new(place, view);

    internal static Task<ProblemPayload> Of(GrainReads reads, Caller caller, ProblemCommandInput input, Act act, ProblemCommand command) =>
        Of(reads, caller, input, async () => await ProblemBy.KeyOf(reads, input.Problem) is { } key ? (key.Unit, key.Number) : null, command with { Act = act, On = input.On });

    internal static async Task<ProblemPayload> Of(GrainReads reads, Caller caller, CommandInput input, Func<Task<(Place Unit, int? Number)?>> find, ProblemCommand command, ItemKeyInput? item = null)
    {
        var signed = Desk.Sign(caller, input, command);
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                (place, var number) = await find() ?? throw GridRuleException.NotFound("问题", "", "problem");
                var key = item is null ? null : await ItemBy.KeyOf(reads, new ItemBy { Key = item });
                return await reads.Change(place.Grid, signed with { Unit = place.Code, Number = number, Item = key });
            },
            done => new ProblemPayload(input, place, done),
            refused => new ProblemPayload(input, place, null, refused));
    }
}
