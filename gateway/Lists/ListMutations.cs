using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>把事项写入清单的草稿，按编码增改；已下发的版本不改。两次 grain 调用
    /// / Writes duties into the draft of a list, by code; an issued version does not change. Two grain calls</summary>
    /// <param name="input">写入什么 / What to write</param>
    public static async Task<ListPayload> DraftList([FromServices] GrainReads reads, [FromUserContext] Caller caller, DraftListInput input)
    {
        var signed = Desk.Sign(caller, input, new ListCommand { Duties = [.. input.Duties.Select(duty => duty.ToDuty())], NewVersion = input.NewVersion ?? false, Whole = input.Whole ?? false, On = input.On });
        return await ListPayload.Of(reads, caller, input, input.List, async place => (await reads.Change(place.Grid, signed with { List = place.Code })).Entry);
    }

    /// <summary>下发一份清单的草稿，答复时已在根单位落盘，此后自行逐级下达；已下发的再下发不改变什么。两次 grain 调用
    /// / Issues the draft of a list: durable at the root when answered, flowing down by itself from there; issuing an issued version changes nothing. Two grain calls</summary>
    /// <param name="input">下发什么 / What to issue</param>
    public static async Task<ListPayload> IssueList([FromServices] GrainReads reads, [FromUserContext] Caller caller, IssueListInput input)
    {
        var signed = Desk.Sign(caller, input, new StructureCommand { Act = Act.IssueList, On = input.On });
        return await ListPayload.Of(reads, caller, input, input.List, async place => (await reads.Change(place.Grid, signed with { List = place.Code })).Entry);
    }
}

/// <summary>下发一份清单 / Which list to issue</summary>
public sealed record IssueListInput : VersionedInput
{
    /// <summary>清单编码，如 2026；有多个网格时写成 网格/编码 / The list's code, such as 2026, as grid/code where there are several grids</summary>
    public string List { get; init; } = "";

    /// <summary>自何日起有效，不早于前一版；过去的日期照收并标明迟登。默认第一版自当年 1 月 1 日起，以后各版自下发之日起
    /// / From which day on it is in force, not before the version before; a past day is taken and marked as late. Unless said otherwise the first version counts from 1 January of its year, later ones from their issue</summary>
    public DateOnly? On { get; init; }
}

/// <summary>向哪份清单写入哪些事项 / Which duties to write into which list</summary>
public sealed record DraftListInput : VersionedInput
{
    /// <summary>清单编码，如 2026；有多个网格时写成 网格/编码 / The list's code, such as 2026, as grid/code where there are several grids</summary>
    public string List { get; init; } = "";

    /// <summary>事项 / The duties</summary>
    public IReadOnlyList<DutyInput> Duties { get; init; } = [];

    /// <summary>已下发的清单是否另起新版本 / Whether a new version is opened where one is issued</summary>
    public bool? NewVersion { get; init; }

    /// <summary>何日起草的，默认今天；过去的日期标明迟登 / On which day it was drafted, today unless said otherwise; a past day is marked as late</summary>
    public DateOnly? On { get; init; }

    /// <summary>所写的是否为全部事项，未写的取消 / Whether these are all duties, so that the others are dropped</summary>
    public bool? Whole { get; init; }
}

/// <summary>清单上的一项指令的结果 / What came of a command on a list</summary>
public sealed class ListPayload(CommandInput input, ResponsibilityList? list, Entry? entry, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>清单；被拒绝时为空 / The list; null where it was refused</summary>
    public ResponsibilityList? List => list;

    /// <summary>所写入或下发的版本号；被拒绝时为空 / The number of the version drafted or issued; null where it was refused</summary>
    public int? Version => entry?.Version;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => entry is null ? null : new(entry);

    internal static Task<ListPayload> Of(GrainReads reads, Caller caller, CommandInput input, string list, Func<Place, Task<Entry>> act) => Desk.Answer(
        caller,
        async () =>
        {
            var place = await reads.Find(list) ?? throw GridRuleException.NotFound("责任清单", list, "list");
            var entry = await act(place);
            return (List: new ResponsibilityList(place, await reads.List(place), reads.Today), Entry: entry);
        },
        done => new ListPayload(input, done.List, done.Entry),
        refused => new ListPayload(input, null, null, refused));
}
