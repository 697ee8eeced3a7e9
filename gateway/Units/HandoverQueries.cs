using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个岗位的交接清单：未了结的事项、异议、问题、移送、线索、监督发现和历次交接；没有则为空。一次 grain 调用，问题、移送、线索各一次
    /// / What a post has to hand over: its open items, disputes, problems, referrals, flags, findings and earlier hand-overs; null where there is none. One grain call, and one each for problems, referrals and flags</summary>
    /// <param name="post">岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</param>
    [Complexity(10, 1)]
    public static async Task<ShownHandoverPack?> HandoverPack([FromServices] GrainReads reads, string post) =>
        await reads.Find(post) is { } place && await reads.Pack(place) is { } pack ? new ShownHandoverPack(place, pack) : null;

    /// <summary>一个单位及其全部下级的交接，后办的在前；逐一询问各单位，一次 grain 调用 / The hand-overs of a subtree, the latest first; every unit is asked, by one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="unsignedOnly">只看还没有双方签字的 / Only those that somebody has still to sign</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownHandover>> Handovers([FromServices] GrainReads reads, string unit, bool? unsignedOnly, int? first, string? after)
    {
        var place = await reads.Need(unit, null, null);
        var all = (await reads.Leavings(place, unsignedOnly ?? false)).ConvertAll(leaving => new ShownHandover(place, leaving));
        var begin = 0;
        if (after is not null)
        {
            Cursor.Decode(after, 2);
            begin = all.FindIndex(handover => handover.Cursor == after) + 1;
            if (begin == 0) throw Cursor.Invalid();
        }

        var size = PageSize.Of(first);
        return new([.. all.Skip(begin).Take(size)], handover => handover.Cursor, all.Count > begin + size, all.Count, begin > 0);
    }
}

/// <summary>一个岗位的交接清单 / What a post has to hand over</summary>
[Name("HandoverPack")]
public sealed class ShownHandoverPack(Place place, HandoverPack pack)
{
    private readonly Unit unit = new(place.Of(pack.Unit));

    /// <summary>岗位 / The post</summary>
    public ShownPost Post => new(unit, place, pack.Seat);

    /// <summary>未了结的事项数 / How many items are open</summary>
    public int OpenCount => pack.Open.Count;

    /// <summary>其中在办（含有异议）、离任时须处置的事项数；其余待签收，留在岗位 / How many of them are under way, disputed ones among them, and have to be disposed of by whoever leaves; the others wait to be accepted and stay with the post</summary>
    public int UnderWayCount => pack.Open.Count(item => item.State != ItemState.Pending);

    /// <summary>未了结的事项，在办的在前，然后按时限 / The open items, those under way first, then by due date</summary>
    public IEnumerable<ResponsibilityItem> OpenItems => ItemBatch.Of(pack.Open.Take(PageSize.Max), null).Items;

    /// <summary>有异议的事项 / The items that are disputed</summary>
    public IEnumerable<ResponsibilityItem> Disputes => ItemBatch.Of(pack.Open.Where(item => item.State is ItemState.Disputed), null).Items;

    /// <summary>对该岗位及其事项的监督发现，近的在前 / What supervision found at the post and its items, the latest first</summary>
    public IEnumerable<ShownAction> Findings => pack.Findings.Take(PageSize.Max).Select(action => new ShownAction(place, action));

    /// <summary>未销号的问题：由该岗位负责，或由在岗人员整改；本单位及下级的，按下一时限，至多 200 条 / Problems not closed that the post owns or whoever sits there is to put right, in its establishment and below, by what is due next; 200 at most</summary>
    public async Task<IEnumerable<ShownProblem>> Problems([FromServices] GrainReads reads) =>
        (await reads.Problems(place.Of(pack.Establishment), new ProblemQuery { Post = pack.Seat.Post.Code, Persons = pack.Seat.Holders.ConvertAll(fill => fill.Person), Closed = false, First = PageSize.Max })).Problems
            .Select(view => new ShownProblem(place, view));

    /// <summary>移送给本单位、待答复的，至多 200 条；本单位任一岗位都可答复 / Referrals to the unit that wait for an answer, which any of its posts may give; 200 at most</summary>
    public async Task<IEnumerable<ShownReferral>> Referrals([FromServices] GrainReads reads) =>
        (await reads.Referrals(place.Grid, new ReferralQuery { To = pack.Unit, State = ReferralState.Waiting, First = PageSize.Max })).Referrals.Select(view => new ShownReferral(place, view));

    /// <summary>未核定的线索，证据中有该岗位事项的，或有该岗位、在岗人员所写监督记录（如谈话）的，至多 200 条 / Flags that nobody decided yet with a record of the post's items, or of a look, such as a talk, written from the post or by whoever sits there; 200 at most</summary>
    public async Task<IEnumerable<ShownFlag>> Flags([FromServices] GrainReads reads) =>
        (await reads.Flags(place.Grid, new FlagQuery { Unit = pack.Unit, Post = pack.Seat.Post.Code, Persons = pack.Seat.Holders.ConvertAll(fill => fill.Person), First = PageSize.Max })).Flags
            .Where(flag => flag.State is FlagState.Open or FlagState.Disputed).Select(flag => new ShownFlag(place, flag));

    /// <summary>历次交接，近的在前 / Its hand-overs, the latest first</summary>
    public IEnumerable<ShownHandover> Handovers => pack.Leavings.Select(leaving => new ShownHandover(place, leaving));
}

/// <summary>一次离任交接：在办事项各如何处置，另有什么未了结，双方是否签字 / A hand-over: what became of the items under way, what else was open, and who has signed</summary>
[Name("Handover")]
public sealed class ShownHandover(Place place, Leaving leaving)
{
    /// <summary>岗位编码 / The post's code</summary>
    public string Post => leaving.Post;

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(leaving.Unit));

    /// <summary>离任人编码 / The code of whoever left</summary>
    public string Person => leaving.Person;

    /// <summary>离任人姓名 / The name of whoever left</summary>
    public string Name => leaving.Name;

    /// <summary>在岗的最后一日 / The last day on the post</summary>
    public DateOnly On => leaving.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => leaving.Recorded;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => leaving.Paper;

    /// <summary>各在办事项的处置 / What became of each item under way</summary>
    public IEnumerable<ShownDisposal> Disposals => leaving.Disposals.Select(disposal => new ShownDisposal(disposal));

    /// <summary>离任时待签收、留在岗位的事项数 / How many items waited to be accepted, and stay with the post</summary>
    public int PendingCount => leaving.Open?.Pending ?? 0;

    /// <summary>离任时由该岗位或离任人负责的未销号问题数 / How many problems not closed the post or whoever left had to put right</summary>
    public int ProblemCount => leaving.Open?.Problems ?? 0;

    /// <summary>离任时本单位待答复的移送数 / How many referrals to the unit waited for an answer</summary>
    public int ReferralCount => leaving.Open?.Referrals ?? 0;

    /// <summary>离任时未核定的线索数；当时未能核清的为空 / How many flags nobody had decided; null where it could not be told in time</summary>
    public int? FlagCount => leaving.Open is { } open ? open.Flags : 0;

    /// <summary>离任人的签字 / The signature of whoever left</summary>
    public ShownSignature? LeaverSigned => leaving.Leaver is { } signature ? new(signature) : null;

    /// <summary>接任人或上级的签字 / The signature of whoever follows, or stands above</summary>
    public ShownSignature? TakerSigned => leaving.Taker is { } signature ? new(signature) : null;

    /// <summary>双方是否都已签字 / Whether both have signed</summary>
    public bool BothSigned => leaving.IsSigned;

    internal string Cursor => Gateway.Cursor.Encode($"{leaving.Recorded.UtcTicks:D19}", leaving.Post);
}

/// <summary>一个事项的处置 / What became of an item</summary>
[Name("Disposal")]
public sealed class ShownDisposal(Disposal disposal)
{
    /// <summary>哪个事项 / Which item</summary>
    public ShownItemKey Item => new(disposal.Item);

    /// <summary>怎样处置 / What became of it</summary>
    public DisposalKind Kind => disposal.Kind;

    /// <summary>怎样处置，中文 / What became of it, in Chinese</summary>
    public string KindLabel => Labels.Of(disposal.Kind);

    /// <summary>移交给、或由其协助的岗位编码 / The code of the post that it was given to or shared with</summary>
    public string? Post => disposal.Post;

    /// <summary>理由 / Why</summary>
    public string? Reason => disposal.Reason;
}

/// <summary>签字 / A signature</summary>
[Name("Signature")]
public sealed class ShownSignature(Signature signature)
{
    /// <summary>谁签的 / Who signed</summary>
    public ShownActor Who { get; } = new(signature.Who);

    /// <summary>何日 / On which day</summary>
    public DateOnly On => signature.On;
}
