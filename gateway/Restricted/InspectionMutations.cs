using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>安排一次检查；开始之日以前，被检查单位看不到任何迹象。须有“检查”的权限。一次 grain 调用
    /// / Plans an inspection; before its day nothing tells the inspected unit. Needs the right to plan inspections. One grain call</summary>
    /// <param name="input">检查哪个单位，自何日起 / Which unit, from which day on</param>
    public static Task<InspectionPayload> PlanInspection([FromServices] GrainReads reads, [FromUserContext] Caller caller, PlanInspectionInput input) =>
        InspectionPayload.Of(reads, caller, input, input.Unit, "unit", null, new InspectionCommand { Act = Act.PlanInspection, StartsOn = input.StartsOn, Scope = input.Scope, Text = input.Text ?? "" });

    /// <summary>提前开始一次检查，此后对可见该单位者可见。一次 grain 调用 / Begins an inspection before its day; from then on whoever sees the unit sees it. One grain call</summary>
    /// <param name="input">哪一次 / Which one</param>
    public static Task<InspectionPayload> StartInspection([FromServices] GrainReads reads, [FromUserContext] Caller caller, StartInspectionInput input) =>
        InspectionPayload.Of(reads, caller, input, input.Inspection, new InspectionCommand { Act = Act.StartInspection });

    /// <summary>记录检查的一项发现。一次 grain 调用 / Writes down what an inspection found. One grain call</summary>
    /// <param name="input">哪一次，发现什么 / Which one, and what it found</param>
    public static Task<InspectionPayload> RecordFinding([FromServices] GrainReads reads, [FromUserContext] Caller caller, RecordFindingInput input) =>
        InspectionPayload.Of(reads, caller, input, input.Inspection, new InspectionCommand { Act = Act.RecordFinding, Text = input.Text, On = input.On });
}

/// <summary>检查哪个单位 / Which unit to inspect</summary>
public sealed record PlanInspectionInput : CommandInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>自何日开始 / On which day it begins</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>检查范围 / What is looked at</summary>
    public string Scope { get; init; } = "";

    /// <summary>说明 / What those who go there are told</summary>
    public string? Text { get; init; }
}

/// <summary>提前开始哪一次检查 / Which inspection to begin before its day</summary>
public sealed record StartInspectionInput : CommandInput
{
    /// <summary>检查的全局标识 / The inspection's global id</summary>
    [Id]
    public string Inspection { get; init; } = "";
}

/// <summary>哪一次检查发现了什么 / What an inspection found</summary>
public sealed record RecordFindingInput : CommandInput
{
    /// <summary>检查的全局标识 / The inspection's global id</summary>
    [Id]
    public string Inspection { get; init; } = "";

    /// <summary>内容 / What it found</summary>
    public string Text { get; init; } = "";

    /// <summary>何日发现，默认今天 / On which day it was found, today unless said otherwise</summary>
    public DateOnly? On { get; init; }
}

/// <summary>对检查办理的结果 / What came of a command on an inspection</summary>
public sealed class InspectionPayload(CommandInput input, Place place, Inspection? inspection, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>办理之后的检查；被拒绝时为空 / The inspection as it was left; null where it was refused</summary>
    public ShownInspection? Inspection => inspection is null ? null : new(place, inspection);

    internal static Task<InspectionPayload> Of(GrainReads reads, Caller caller, CommandInput input, string id, InspectionCommand command) =>
        GlobalId.KeyOf("Inspection", id).Split('/') is [var grid, var unit, var key]
            ? Of(reads, caller, input, $"{grid}/{unit}", "inspection", key, command)
            : throw GlobalId.Invalid("inspection");

    internal static async Task<InspectionPayload> Of(GrainReads reads, Caller caller, CommandInput input, string unit, string field, string? key, InspectionCommand command)
    {
        var signed = Desk.SignAsNamedOrSelf(caller, input, command with { Key = key });
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(unit) ?? throw GridRuleException.NotFound("单位", unit, field);
                return await reads.Change(place.Grid, signed with { Unit = place.Code });
            },
            done => new InspectionPayload(input, place, done),
            refused => new InspectionPayload(input, place, null, refused));
    }
}
