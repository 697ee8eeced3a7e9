using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>登记人员。一次 grain 调用 / Enters a person. One grain call</summary>
    /// <param name="input">何人，在哪个单位 / Who, and in which unit</param>
    public static async Task<PersonPayload> CreatePerson([FromServices] GrainReads reads, [FromUserContext] Caller caller, CreatePersonInput input)
    {
        var signed = Desk.Sign(caller, input, new UnitCommand { Act = Act.CreatePerson, Person = input.Code, Name = input.Name, On = input.From });
        var place = default(Place);
        return await Desk.Answer(
            caller,
            async () =>
            {
                place = await reads.Find(input.Home) ?? throw GridRuleException.NotFound("单位", input.Home, "home");
                return await reads.Change(place.Grid, signed with { Unit = place.Code });
            },
            done => new PersonPayload(input, place, done),
            refused => new PersonPayload(input, place, null, refused));
    }
}

/// <summary>登记何人 / Whom to enter</summary>
public sealed record CreatePersonInput : CommandInput
{
    /// <summary>人员编码，未曾用过 / The person's code, never used before</summary>
    public string Code { get; init; } = "";

    /// <summary>姓名 / The name</summary>
    public string Name { get; init; } = "";

    /// <summary>所在单位编码；有多个网格时写成 网格/编码 / The code of the unit where the person is at home, as grid/code where there are several grids</summary>
    public string Home { get; init; } = "";

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }
}

/// <summary>登记人员的结果 / What came of entering a person</summary>
public sealed class PersonPayload(CommandInput input, Place place, UnitReply? reply, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>所登记的人员；被拒绝时为空 / The person entered; null where it was refused</summary>
    public Person? Person => reply?.Person is { } person ? new(place.Of(person.Person), person.Name) : null;

    /// <summary>历史中记下的一条；被拒绝时为空 / What was written into the history; null where it was refused</summary>
    public ShownEntry? Entry => reply is null ? null : new(reply.Entry);
}
