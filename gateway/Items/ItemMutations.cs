using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>签收：待签收 → 已签收。一次 grain 调用 / Accepts an item that waits for it. One grain call</summary>
    /// <param name="input">签收什么 / What to accept</param>
    public static Task<ItemPayload> AcceptItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, AcceptItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.AcceptItem, Text = input.Text });

    /// <summary>提出异议：待签收 → 有异议。一次 grain 调用 / Disputes an item that waits to be accepted. One grain call</summary>
    /// <param name="input">对什么有异议 / What to dispute</param>
    public static Task<ItemPayload> DisputeItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, DisputeItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.DisputeItem, Text = input.Reason });

    /// <summary>裁定异议：由下发单位办理，细化事项由交办单位办理。一次 grain 调用 / Resolves a dispute: whoever gave the item does. One grain call</summary>
    /// <param name="input">怎样裁定 / How it is resolved</param>
    public static Task<ItemPayload> ResolveDispute([FromServices] ItemDesk desk, [FromUserContext] Caller caller, ResolveDisputeInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = input.Upheld ? Act.UpholdDispute : Act.RejectDispute, Text = input.Reason });

    /// <summary>报告进展：已签收、推进中或退回 → 推进中。一次 grain 调用 / Reports progress; the item is in progress then. One grain call</summary>
    /// <param name="input">报告什么 / What to report</param>
    public static Task<ItemPayload> ReportItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, ReportItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.ReportItem, Percent = input.Percent, Text = input.Text, Evidence = input.Evidence });

    /// <summary>提交检查：推进中 → 已提交。一次 grain 调用 / Submits an item for checking. One grain call</summary>
    /// <param name="input">提交什么 / What to submit</param>
    public static Task<ItemPayload> SubmitItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, SubmitItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.SubmitItem, Text = input.Text, Evidence = input.Evidence });

    /// <summary>销号：已提交 → 已销号，由上级单位检查；市局本级事项由其专责部门检查，记为自查。一次 grain 调用
    /// / Closes a submitted item: checked from above, the root bureau's own by its dedicated department, marked self-checked. One grain call</summary>
    /// <param name="input">销什么号 / What to close</param>
    public static Task<ItemPayload> CloseItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, CloseItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.CloseItem, Text = input.Text });

    /// <summary>退回：已提交 → 退回，检查人同销号。一次 grain 调用 / Returns a submitted item; checked as in closing. One grain call</summary>
    /// <param name="input">退回什么 / What to return</param>
    public static Task<ItemPayload> ReturnItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, ReturnItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.ReturnItem, Text = input.Reason });

    /// <summary>延期，须有理由和上级批准；原时限留在历史中。一次 grain 调用 / Puts off the due date, with a reason and approved from above; the old one stays in the history. One grain call</summary>
    /// <param name="input">延到何时 / Until when</param>
    public static Task<ItemPayload> ExtendItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, ExtendItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.ExtendItem, DueOn = input.DueOn, Text = input.Reason, Approver = input.Approver is { } code ? new Actor { Code = code } : null });

    /// <summary>细化：在本单位或下级的岗位上设一个子事项，待其签收；子事项未销号，本事项不能销号；不可转派的事项不能细化。一次 grain 调用
    /// / Makes a child item at a post of the subtree, which waits for acceptance; an item with open children cannot be closed, and one that is not delegable not be refined. One grain call</summary>
    /// <param name="input">怎样细化 / How to refine</param>
    public static Task<ItemPayload> RefineItem([FromServices] ItemDesk desk, [FromUserContext] Caller caller, RefineItemInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.RefineItem, Post = input.Post, Title = input.Title, Measure = input.Measure, Evidence = input.Evidence, DueOn = input.DueOn });

    /// <summary>增加协助岗位：本单位或其下级的另一岗位；牵头责任、负责人和数字都不变。一次 grain 调用
    /// / Has another post of the establishment, or below it, assist; lead, holders and numbers stay as they are. One grain call</summary>
    /// <param name="input">谁协助什么 / Who assists with what</param>
    public static Task<ItemPayload> AddAssist([FromServices] ItemDesk desk, [FromUserContext] Caller caller, AddAssistInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.AddAssist, Post = input.Post, Text = input.Text });

    /// <summary>终止协助，所写日期为协助的最后一日。一次 grain 调用 / Ends the assistance of a post; the day is its last one. One grain call</summary>
    /// <param name="input">谁不再协助什么 / Who assists with what no more</param>
    public static Task<ItemPayload> EndAssist([FromServices] ItemDesk desk, [FromUserContext] Caller caller, EndAssistInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.EndAssist, Post = input.Post, Text = input.Text });

    /// <summary>登记一次提醒，由上级单位、本单位负责人或分管、包干的岗位登记；不算办理。一次 grain 调用 / Notes a reminder by somebody who stands above the item, which is no activity. One grain call</summary>
    /// <param name="input">提醒了什么 / What was reminded of</param>
    public static Task<ItemPayload> LogReminder([FromServices] ItemDesk desk, [FromUserContext] Caller caller, LogReminderInput input) =>
        desk.Act(caller, input, new ItemCommand { Act = Act.LogReminder, Text = input.Text });
}
