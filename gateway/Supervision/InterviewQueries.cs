using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位的直接下级局、分局的排名：按已销号占“已销号和逾期”的比例，写明基数；基数太小的不排名；末位的附约谈建议。一次 grain 调用
    /// / The bureaus and branches right below a unit, by the share closed among what is closed or overdue, with the number that it is of; too few are not ranked, the lowest come with a proposal to interview. One grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="list">只看一份清单 / One list only</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    [Complexity(10, 1)]
    public static async Task<Ranking> Ranking([FromServices] GrainReads reads, string unit, string? list, DateOnly? asOf)
    {
        var place = await reads.Need(unit, asOf, null);
        return new(place, await reads.Ranking(place, list));
    }

    /// <summary>一个单位及其全部下级已发出的约谈，近的在前，至多 200 条；逐一询问各单位，一次 grain 调用 / The interviews issued in a subtree, the latest first, 200 at most; every unit is asked, by one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    [Complexity(10, 10)]
    public static async Task<IEnumerable<ShownInterview>> Interviews([FromServices] GrainReads reads, string unit)
    {
        var place = await reads.Need(unit, null, null);
        return (await reads.Interviews(place)).Take(PageSize.Max).Select(interview => new ShownInterview(place, interview));
    }
}

/// <summary>下级单位的排名 / Units beside their like</summary>
public sealed class Ranking(Place place, RankingView view)
{
    /// <summary>以何日为准 / The day</summary>
    public DateOnly AsOf => view.AsOf;

    /// <summary>基数少于此数的不排名 / Fewer items than this are not ranked</summary>
    public int LeastItems => view.LeastItems;

    /// <summary>是否各下级都已报齐 / Whether every unit below has been heard</summary>
    public bool Settled => view.Settled;

    /// <summary>各单位，排名的在前 / The units, those ranked first</summary>
    public IEnumerable<ShownRankedUnit> Rows => view.Rows.Select(row => new ShownRankedUnit(place, row));
}

/// <summary>排名中的一个单位 / A unit in a ranking</summary>
[Name("RankedUnit")]
public sealed class ShownRankedUnit(Place place, RankedUnit row)
{
    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(row.Unit));

    /// <summary>名次，1 为最好；基数太小则为空 / Its rank, 1 for the best; null where there are too few items</summary>
    public int? Rank => row.Rank;

    /// <summary>基数：已销号和逾期的事项数 / What the share is of: the items closed or overdue</summary>
    public int Items => row.Items;

    /// <summary>已销号的事项数 / Items closed</summary>
    public int Closed => row.Closed;

    /// <summary>逾期的事项数 / Items overdue</summary>
    public int Overdue => row.Overdue;

    /// <summary>约谈建议：约谈谁；不在末位则为空 / A proposal to interview, and whom; null where it is not at the bottom</summary>
    public InterviewProposal? Proposal => row.IsProposed ? new(row) : null;
}

/// <summary>约谈建议：一把手和纪检组长，以当日在任者为准，由人决定是否发出 / A proposal to interview the head and the discipline head of that day; a person decides whether to issue it</summary>
public sealed class InterviewProposal(RankedUnit row)
{
    /// <summary>一把手；没有此岗位则为空 / The head; null where there is no such post</summary>
    public ShownInterviewee? Head => row.Head is { } head ? new(head) : null;

    /// <summary>纪检组长：分管本局专责部门的岗位，没有则为该部门负责人 / The discipline head: the post in charge of the bureau's dedicated department, or else whoever heads it</summary>
    public ShownInterviewee? DisciplineHead => row.DisciplineHead is { } head ? new(head) : null;
}

/// <summary>约谈对象 / Whoever is to be interviewed</summary>
[Name("Interviewee")]
public sealed class ShownInterviewee(Interviewee who)
{
    /// <summary>岗位编码 / The post's code</summary>
    public string Post => who.Post;

    /// <summary>岗位名称 / The post's title</summary>
    public string Title => who.Title;

    /// <summary>人员编码；当日空缺则为空 / The person's code; null where the post was vacant that day</summary>
    public string? Person => who.Person;

    /// <summary>姓名；当日空缺则为空 / The person's name; null where the post was vacant that day</summary>
    public string? Name => who.Name;
}

/// <summary>已发出的约谈；只增不改 / An interview that was issued; never changed</summary>
[Name("Interview")]
public sealed class ShownInterview(Place place, Interview interview)
{
    /// <summary>该单位的第几次 / 1 for the first of the unit</summary>
    public int Number => interview.Number;

    /// <summary>依据何日的数字 / The day whose numbers it rests on</summary>
    public DateOnly AsOf => interview.AsOf;

    /// <summary>依据哪份清单；所有清单则为空 / The list; null for all of them</summary>
    public string? List => interview.List;

    /// <summary>事实：名次、基数、已销号、逾期和约谈对象 / The facts: rank, number, closed, overdue, and whom it names</summary>
    public ShownRankedUnit Facts => new(place, interview.Facts);

    /// <summary>当时有多少单位参加排名 / How many units were ranked</summary>
    public int Among => interview.Among;

    /// <summary>谁发出的 / Who issued it</summary>
    public ShownActor By { get; } = new(interview.By);

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => interview.Recorded;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => interview.Paper;

    /// <summary>说明 / What was said to it</summary>
    public string? Text => interview.Text;
}
