using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>建立关系：分管、包干、派驻、制约。一次 grain 调用 / Makes a link: in charge of, answers for, stationed at, checks. One grain call</summary>
    /// <param name="input">什么关系，从谁到谁 / Which link, from whom to whom</param>
    public static Task<LinkPayload> Link([FromServices] GrainReads reads, [FromUserContext] Caller caller, LinkInput input) =>
        LinkPayload.Of(reads, caller, input, input.Target, new UnitCommand { Act = Act.Link, Link = input.Kind, Subject = input.Subject, On = input.From, Until = input.To });

    /// <summary>解除关系，所写日期为最后一日。一次 grain 调用 / Ends a link; the day is its last one. One grain call</summary>
    /// <param name="input">什么关系，从谁到谁 / Which link, from whom to whom</param>
    public static Task<LinkPayload> EndLink([FromServices] GrainReads reads, [FromUserContext] Caller caller, EndLinkInput input) =>
        LinkPayload.Of(reads, caller, input, input.Target, new UnitCommand { Act = Act.EndLink, Link = input.Kind, Subject = input.Subject, On = input.On, Until = input.On });
}

/// <summary>建立什么关系 / Which link to make</summary>
public sealed record LinkInput : VersionedInput
{
    /// <summary>关系 / What it means</summary>
    public LinkKind Kind { get; init; }

    /// <summary>主体编码：分管、包干、制约写岗位，派驻写部门 / The code of where it starts: a post, or of those stationed the department</summary>
    public string Subject { get; init; } = "";

    /// <summary>对象编码：分管写部门，包干写单位，派驻、制约写岗位；有多个网格时写成 网格/编码 / The code of where it ends: a department in charge of, a unit answered for, else a post; as grid/code where there are several grids</summary>
    public string Target { get; init; } = "";

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? To { get; init; }
}

/// <summary>解除什么关系 / Which link to end</summary>
public sealed record EndLinkInput : VersionedInput
{
    /// <summary>关系 / What it means</summary>
    public LinkKind Kind { get; init; }

    /// <summary>主体编码 / The code of where it starts</summary>
    public string Subject { get; init; } = "";

    /// <summary>对象编码；有多个网格时写成 网格/编码 / The code of where it ends, as grid/code where there are several grids</summary>
    public string Target { get; init; } = "";

    /// <summary>最后一日，默认今天 / The last day, today unless said otherwise</summary>
    public DateOnly? On { get; init; }
}
