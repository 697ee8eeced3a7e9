using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>调整部门或分局的监督线；此前的仍可查，已登记的监督仍属当时的线。一次 grain 调用
    /// / Puts a department or branch on a supervision line, or takes it off; what was before stays readable, and actions on record keep their line. One grain call</summary>
    /// <param name="input">哪个单位，哪条线 / Which unit, which line</param>
    public static Task<UnitPayload> AssignLine([FromServices] GrainReads reads, [FromUserContext] Caller caller, AssignLineInput input) =>
        UnitPayload.Of(reads, caller, input, input.Unit, "unit", (place, command) => command with { Unit = place.Code }, new StructureCommand { Act = Act.AssignLine, Line = input.Line, On = input.From });
}

/// <summary>哪个单位调到哪条监督线 / Which unit to put on which supervision line</summary>
public sealed record AssignLineInput : VersionedInput
{
    /// <summary>部门或分局的编码；有多个网格时写成 网格/编码 / The code of the department or branch, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>监督线：专责、法制、党建、人事、日常之一；不写则不再属于任何线 / The line, one of the grid's; on none where absent</summary>
    public string? Line { get; init; }

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }
}
