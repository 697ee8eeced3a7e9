using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>登记对人员采取的一次轻处置措施，或更正已登记的一条。须有“查看限制信息”的权限。一次 grain 调用
    /// / Enters a light measure taken with a person, or puts one right. Needs the right to read restricted facts. One grain call</summary>
    /// <param name="input">对何人，采取何种措施，为何 / With whom, which measure, for what</param>
    public static async Task<MeasurePayload> RecordMeasure([FromServices] GrainReads reads, [FromUserContext] Caller caller, RecordMeasureInput input)
    {
        var signed = Desk.SignAsNamedOrSelf(caller, input, new MeasureCommand { Kind = input.Kind, Basis = input.Basis, On = input.On, Withdrawn = input.Withdrawn ?? false });
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(input.Person) ?? throw GridRuleException.NotFound("人员", input.Person, "person");
                return await reads.Record(place.Grid, Corrected(signed with { Person = place.Code }, input.Corrects, place.Grid));
            },
            done => new MeasurePayload(input, place, done),
            refused => new MeasurePayload(input, place, null, refused));
    }

    private static MeasureCommand Corrected(MeasureCommand command, string? id, string grid) =>
        id is null ? command
        : GlobalId.KeyOf("Measure", id).Split('/') is [var of, var unit, var number] && of == grid && int.TryParse(number, out var wrong) ? command with { Unit = unit, Corrects = wrong }
        : throw GlobalId.Invalid("corrects");
}

/// <summary>对何人采取何种措施 / Which measure was taken with whom</summary>
public sealed record RecordMeasureInput : CommandInput
{
    /// <summary>人员编码；有多个网格时写成 网格/编码 / The person's code, as grid/code where there are several grids</summary>
    public string Person { get; init; } = "";

    /// <summary>种类 / The kind</summary>
    public MeasureKind Kind { get; init; }

    /// <summary>事由 / For what it was taken</summary>
    public string Basis { get; init; } = "";

    /// <summary>何日采取，默认今天 / On which day it was taken, today unless said otherwise</summary>
    public DateOnly? On { get; init; }

    /// <summary>更正哪一条 / The id of the entry that this one puts right</summary>
    [Id]
    public string? Corrects { get; init; }

    /// <summary>只撤回所更正的一条，不另立措施 / The entry it puts right never was, and nothing takes its place</summary>
    public bool? Withdrawn { get; init; }
}

/// <summary>登记措施的结果 / What came of entering a measure</summary>
public sealed class MeasurePayload(CommandInput input, Place place, Measure? measure, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>所登记的措施；被拒绝时为空 / The measure entered; null where it was refused</summary>
    public ShownMeasure? Measure => measure is null ? null : new(place, measure, null);
}
