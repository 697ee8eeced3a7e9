using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>设立单位。一次 grain 调用 / Creates a unit. One grain call</summary>
    /// <param name="input">什么单位，设在哪里 / Which unit, below which one</param>
    public static Task<UnitPayload> CreateUnit([FromServices] GrainReads reads, [FromUserContext] Caller caller, CreateUnitInput input) =>
        UnitPayload.Of(reads, caller, input, input.Parent, "parent", (place, command) => command with { Unit = input.Code, Other = place.Code }, new StructureCommand
        {
            Act = Act.CreateUnit, Name = input.Name, Kind = input.Kind, Level = input.Level, Line = input.Line, On = input.From,
        });

    /// <summary>调整单位的隶属；此前的隶属仍可查。责任事项照旧。一次 grain 调用 / Moves a unit below another one; where it hung before stays readable, and its items live on. One grain call</summary>
    /// <param name="input">哪个单位，移到哪里 / Which unit, below which one</param>
    public static Task<UnitPayload> MoveUnit([FromServices] GrainReads reads, [FromUserContext] Caller caller, MoveUnitInput input) =>
        UnitPayload.Of(reads, caller, input, input.Unit, "unit", (place, command) => command with { Unit = place.Code }, new StructureCommand { Act = Act.MoveUnit, Other = input.Parent, On = input.On });

    /// <summary>把一个单位并入另一个：岗位、任职、人员和下级单位随之转入，责任事项照旧，原单位于前一日撤销。一次 grain 调用
    /// / Merges a unit into another one: its posts, fills, persons and units go along, its items live on, and it is closed the day before. One grain call</summary>
    /// <param name="input">哪个单位并入哪个 / Which unit into which one</param>
    public static Task<UnitPayload> MergeUnits([FromServices] GrainReads reads, [FromUserContext] Caller caller, MergeUnitsInput input) =>
        UnitPayload.Of(reads, caller, input, input.From, "from", (place, command) => command with { Unit = place.Code }, new StructureCommand { Act = Act.MergeUnits, Other = input.Into, On = input.On });

    /// <summary>撤销单位及其岗位：岗位上已无人，未了结的责任事项都有承接岗位，且没有下级单位。一次 grain 调用
    /// / Closes a unit and its posts: nobody sits on them, every open item has an heir, and no unit hangs below. One grain call</summary>
    /// <param name="input">哪个单位，由谁承接 / Which unit, and who takes over</param>
    public static Task<UnitPayload> CloseUnit([FromServices] GrainReads reads, [FromUserContext] Caller caller, CloseUnitInput input) =>
        UnitPayload.Of(reads, caller, input, input.Unit, "unit", (place, command) => command with { Unit = place.Code }, new StructureCommand
        {
            Act = Act.CloseUnit, On = input.On, Heirs = [.. (input.Heirs ?? []).Select(heir => new Heir(heir.Post, heir.Heir))],
        });
}

/// <summary>设立什么单位 / Which unit to create</summary>
public sealed record CreateUnitInput : CommandInput
{
    /// <summary>单位编码，未曾用过 / The unit's code, never used before</summary>
    public string Code { get; init; } = "";

    /// <summary>单位名称 / The unit's name</summary>
    public string Name { get; init; } = "";

    /// <summary>上级单位编码；有多个网格时写成 网格/编码 / The code of the unit above, as grid/code where there are several grids</summary>
    public string Parent { get; init; } = "";

    /// <summary>类型，默认局 / What it is; a bureau unless said otherwise</summary>
    public UnitKind? Kind { get; init; }

    /// <summary>层级，默认部门同上级，其他比上级低一级 / The level; a department's is its bureau's, others are one below, unless said otherwise</summary>
    public int? Level { get; init; }

    /// <summary>监督职能线 / The supervision line that it belongs to</summary>
    public string? Line { get; init; }

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }
}

/// <summary>哪个单位移到哪里 / Which unit to move where</summary>
public sealed record MoveUnitInput : VersionedInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>新的上级单位编码 / The code of the unit above from then on</summary>
    public string Parent { get; init; } = "";

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? On { get; init; }
}

/// <summary>哪个单位并入哪个 / Which unit to merge into which one</summary>
public sealed record MergeUnitsInput : VersionedInput
{
    /// <summary>并入他单位的单位编码；有多个网格时写成 网格/编码 / The code of the unit that merges, as grid/code where there are several grids</summary>
    public string From { get; init; } = "";

    /// <summary>所并入的单位编码 / The code of the unit merged into</summary>
    public string Into { get; init; } = "";

    /// <summary>合并之日，默认今天，不晚于今天 / The day of the merger, today unless said otherwise, not later than today</summary>
    public DateOnly? On { get; init; }
}

/// <summary>撤销哪个单位 / Which unit to close</summary>
public sealed record CloseUnitInput : VersionedInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>存续的最后一日，默认今天 / Its last day, today unless said otherwise</summary>
    public DateOnly? On { get; init; }

    /// <summary>各岗位未了结的责任事项由谁承接 / Who takes over the open items of which post</summary>
    public IReadOnlyList<HeirInput>? Heirs { get; init; }
}

/// <summary>一个岗位及其承接岗位 / A post, and the one that takes over its open items</summary>
public sealed record HeirInput
{
    /// <summary>撤销的岗位编码 / The code of the post that is closed</summary>
    public string Post { get; init; } = "";

    /// <summary>承接岗位编码，同层面、同层级 / The code of the post that takes over, of the same layer and level</summary>
    public string Heir { get; init; } = "";
}
