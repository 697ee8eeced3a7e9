using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>任命一人到岗，任职或代理。同一岗位同一天只有一人单独任职，一人代理。一次 grain 调用
    /// / Appoints a person to a post, as holder or as cover. One post has one sole holder and one cover on one day. One grain call</summary>
    /// <param name="input">谁到哪个岗位 / Who to which post</param>
    public static Task<PostPayload> Appoint([FromServices] GrainReads reads, [FromUserContext] Caller caller, AppointInput input) =>
        PostPayload.Of(reads, caller, input, input.Post, new UnitCommand
        {
            Act = Act.Appoint, Person = input.Person, Kind = input.Kind, On = input.From, Until = input.To, Shared = input.Shared ?? false, Reason = input.Reason,
        });

    /// <summary>办理离任，所写日期为在岗最后一日；岗位上的在办事项须逐项处置，或一并留在岗位，否则不能离任。一次 grain 调用
    /// / Ends a person's term; the day is the last one on the post. Each item under way has to be disposed of, or all be kept with the post; else nobody leaves. One grain call</summary>
    /// <param name="input">谁离开哪个岗位 / Who leaves which post</param>
    public static async Task<PostPayload> Vacate([FromServices] GrainReads reads, [FromUserContext] Caller caller, VacateInput input) =>
        await PostPayload.Of(reads, caller, input, input.Post, new UnitCommand
        {
            Act = Act.Vacate, Person = input.Person, On = input.On, Until = input.On, Reason = input.Reason,
            Disposals = await DisposalInput.Of(reads, input.Disposals), KeepsAll = DisposalInput.KeepsAll(input.DisposeAll),
        });

    /// <summary>更正一段任职：其实是何人、何日、何种方式。更正只改自今日起所知，不改当时所知；换人时只有所写的日子归新人，其余仍归原记之人。使在岗的人今天起或今后不再任职的，与离任一样须处置在办事项。一次 grain 调用
    /// / Corrects a term: who it really was, on which days, in which manner. What was known before stays known as it was; with another person only the days named become theirs, the rest stays with whom it was recorded for. Where it ends the term of whoever sits there, items under way have to be disposed of as in a leaving. One grain call</summary>
    /// <param name="input">更正哪一段，改为什么 / Which term, and what is right</param>
    public static async Task<PostPayload> CorrectFill([FromServices] GrainReads reads, [FromUserContext] Caller caller, CorrectFillInput input) =>
        await PostPayload.Of(reads, caller, input, input.Post, new UnitCommand
        {
            Act = Act.CorrectFill, Person = input.Person, Since = input.From, Right = input.Correct.Person, Kind = input.Correct.Kind,
            On = input.Correct.From, Until = input.Correct.To, Reason = input.Reason,
            Disposals = await DisposalInput.Of(reads, input.Disposals), KeepsAll = DisposalInput.KeepsAll(input.DisposeAll),
        });
}

/// <summary>任命谁到哪个岗位 / Whom to appoint to which post</summary>
public sealed record AppointInput : VersionedInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>人员编码 / The person's code</summary>
    public string Person { get; init; } = "";

    /// <summary>任职或代理，默认任职 / As holder or as cover; holder unless said otherwise</summary>
    public FillKind? Kind { get; init; }

    /// <summary>自何日起，默认今天；过去的日期照收，并标为迟登 / From which day on, today unless said otherwise; a past day is taken and marked as late</summary>
    public DateOnly? From { get; init; }

    /// <summary>至何日止，含当日；代理必填 / Up to and including which day; cover needs one</summary>
    public DateOnly? To { get; init; }

    /// <summary>是否共同任职，须写明理由 / Whether the post is held together with others, for which a reason is needed</summary>
    public bool? Shared { get; init; }

    /// <summary>共同任职的理由 / Why the post is shared</summary>
    public string? Reason { get; init; }
}

/// <summary>谁离开哪个岗位 / Who leaves which post</summary>
public sealed record VacateInput : VersionedInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>人员编码 / The person's code</summary>
    public string Person { get; init; } = "";

    /// <summary>在岗的最后一日，默认今天 / The last day on the post, today unless said otherwise</summary>
    public DateOnly? On { get; init; }

    /// <summary>离任的原因 / Why the person leaves</summary>
    public string? Reason { get; init; }

    /// <summary>各在办事项的处置 / What becomes of each item under way</summary>
    public IReadOnlyList<DisposalInput>? Disposals { get; init; }

    /// <summary>没有逐项写明的，一并如此处置；只能是 KEPT_WITH_POST / What becomes of all others; KEPT_WITH_POST alone</summary>
    public DisposalKind? DisposeAll { get; init; }
}

/// <summary>一个在办事项的处置 / What becomes of one item under way</summary>
public sealed record DisposalInput
{
    /// <summary>哪个事项 / Which item</summary>
    public ItemBy Item { get; init; } = new();

    /// <summary>怎样处置 / What becomes of it</summary>
    public DisposalKind Kind { get; init; }

    /// <summary>移交给、或由其协助的岗位编码 / The code of the post that it is given to or shared with</summary>
    public string? Post { get; init; }

    /// <summary>理由；留在岗位时可不写 / Why; not needed where it stays with the post</summary>
    public string? Reason { get; init; }

    internal static async Task<List<Disposal>> Of(GrainReads reads, IReadOnlyList<DisposalInput>? inputs) => [.. await Task.WhenAll((inputs ?? []).Select(input => input.Of(reads)))];

    internal static bool KeepsAll(DisposalKind? all) => all switch
    {
        null => false,
        DisposalKind.KeptWithPost => true,
        _ => throw GridRuleException.BadUserInput("只能一并留在岗位（KEPT_WITH_POST），其他处置须逐项写明。", "All can only be kept (KEPT_WITH_POST); anything else is said of each.", "disposeAll"),
    };

    private async Task<Disposal> Of(GrainReads reads) => new() { Item = await ItemBy.KeyOf(reads, Item), Kind = Kind, Post = Post, Reason = Reason };
}

/// <summary>更正哪一段任职 / Which term to correct</summary>
public sealed record CorrectFillInput : VersionedInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>在册的（有误的）人员编码 / The code of the person on record</summary>
    public string Person { get; init; } = "";

    /// <summary>在册的（有误的）起始日期 / The first day on record</summary>
    public DateOnly From { get; init; }

    /// <summary>正确的内容，未写的照旧 / What is right; whatever is left out stays as it is</summary>
    public RightFillInput Correct { get; init; } = new();

    /// <summary>更正的理由 / Why it is corrected</summary>
    public string? Reason { get; init; }

    /// <summary>使任期终止时，各在办事项的处置 / Where it ends a term: what becomes of each item under way</summary>
    public IReadOnlyList<DisposalInput>? Disposals { get; init; }

    /// <summary>没有逐项写明的，一并如此处置；只能是 KEPT_WITH_POST / What becomes of all others; KEPT_WITH_POST alone</summary>
    public DisposalKind? DisposeAll { get; init; }
}

/// <summary>任职的正确内容，未写的照旧 / What is right about a term; whatever is left out stays as it is</summary>
public sealed record RightFillInput
{
    /// <summary>其实是何人 / Who it really was</summary>
    public string? Person { get; init; }

    /// <summary>其实自何日起 / From which day on, really</summary>
    public DateOnly? From { get; init; }

    /// <summary>其实至何日止，含当日 / Up to and including which day, really</summary>
    public DateOnly? To { get; init; }

    /// <summary>其实是任职还是代理 / Whether it was holding or cover, really</summary>
    public FillKind? Kind { get; init; }
}
