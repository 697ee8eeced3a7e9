using System.Globalization;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>谁监督一个单位、岗位或责任事项，按监督线，各写明来由；事项的职能线以外的职能部门不在其中。一次 grain 调用
    /// / Who supervises a unit, a post or an item, by line, each with where that comes from; of an item without the functional departments of other lines than its own. One grain call</summary>
    /// <param name="of">单位或岗位编码；有多个网格时写成 网格/编码；与 item 二选一 / The code of the unit or post, as grid/code where there are several grids; this or item</param>
    /// <param name="item">责任事项；与 of 二选一 / The item; this or of</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    [Complexity(10, 10)]
    public static async Task<IEnumerable<ShownSupervisor>> Supervisors([FromServices] GrainReads reads, string? of, ItemBy? item, DateOnly? asOf, DateTimeOffset? knownAt)
    {
        if (of is null == item is null)
            throw GridRuleException.BadUserInput("of 和 item 须写一个，也只能写一个。", "Say of or item: one of them, and only one.", "of");
        var key = item is null ? null : await ItemBy.KeyOf(reads, item);
        var place = await reads.Need(key is null ? of! : $"{key.Grid}/{key.Post}", asOf, knownAt);
        return (await reads.Supervisors(place, key)).Select(found => new ShownSupervisor(place, found));
    }

    /// <summary>一个有监督线的单位该看什么，风险大的在前：本线从未看过、关键少数、逾期、问题反复；职能线只看本职能的事项。一次 grain 调用
    /// / What a unit on a line must look at, the greatest risk first: never looked at by the line, key few, overdue, recurrent; a functional line looks at its own duties. One grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownWorkItem>> SupervisionWork([FromServices] GrainReads reads, string unit, int? first, string? after)
    {
        var place = await reads.Need(unit, null, null);
        var page = await reads.Work(place, PageSize.Of(first) + 1, ShownWorkItem.After(after));
        return new([.. page.Items.Take(PageSize.Of(first)).Select(item => new ShownWorkItem(place, item))], item => item.Cursor, page.Items.Count > PageSize.Of(first), page.Total, after is not null);
    }

    /// <summary>一个单位及其全部下级的盲区、扎堆和分歧；逐一询问各单位，一次 grain 调用 / What lies unseen, piles up or is disputed in a subtree; every unit is asked, by one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="period">哪些整月 / Which whole months</param>
    /// <param name="first">每一类列出多少条，1 至 200，默认 25 / How many of each kind, 1 to 200, 25 unless said otherwise</param>
    public static async Task<ShownReview> SupervisionReview([FromServices] GrainReads reads, string unit, MonthsInput period, int? first)
    {
        var place = await reads.Need(unit, null, null);
        var (from, to) = period.Of(reads.Today, reads.Limits);
        return new(place, await reads.Review(place, from, to.AddMonths(1).AddDays(-1), PageSize.Of(first)));
    }

    /// <summary>自身无人监督的监督者，和互相制约的岗位；一次 grain 调用 / Supervisors whose own supervisor is missing, and posts that check each other; one grain call</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    [Complexity(10, 10)]
    public static async Task<IEnumerable<ShownUnsupervised>> UnsupervisedSupervisors([FromServices] GrainReads reads, string unit)
    {
        var place = await reads.Need(unit, null, null);
        return (await reads.Unsupervised(place)).Select(found => new ShownUnsupervised(place, found));
    }

    /// <summary>派驻人员一个月的履职卡：四项职责 × 四项任务，空格也在其中；只对派出单位可见，没有派驻则为空。一次 grain 调用
    /// / A stationed officer's month by duty and task, empty cells too; for the sender alone, null where nobody is stationed. One grain call</summary>
    /// <param name="post">派驻岗位的编码；有多个网格时写成 网格/编码 / The stationed post's code, as grid/code where there are several grids</param>
    /// <param name="month">哪个月，形如 2026-06 / The month, written 2026-06</param>
    public static async Task<ShownOfficerCard?> OfficerCard([FromServices] GrainReads reads, string post, string month)
    {
        var (from, _) = new MonthsInput { From = month, To = month }.Of(reads.Today, reads.Limits);
        return await reads.Find(post) is { } place && await reads.Card(place, from) is { } card ? new(place, card) : null;
    }

    /// <summary>派驻人员一个月的履职卡，空着的任务多的在前：部门看它派出的，其他单位看驻在本单位及下级的；只含看得见派出单位的。一次 grain 调用，在集群内逐个单位读取
    /// / The cards of stationed officers for a month, those with the most tasks left empty first: of a department those whom it sent, of any other unit those stationed there and below; only where the caller sees the sender. One grain call, which reads each unit inside the cluster</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="month">哪个月，形如 2026-06 / The month, written 2026-06</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    public static async Task<IEnumerable<ShownOfficerCard>> OfficerCards([FromServices] GrainReads reads, string unit, string month, int? first)
    {
        var (from, _) = new MonthsInput { From = month, To = month }.Of(reads.Today, reads.Limits);
        var place = await reads.Need(unit, null, null);
        return (await reads.Cards(place, from, PageSize.Of(first))).Select(card => new ShownOfficerCard(place, card));
    }
}

/// <summary>监督者 / A supervisor</summary>
[Name("Supervisor")]
public sealed class ShownSupervisor(Place place, Supervisor view)
{
    /// <summary>监督线；制约岗位没有 / The line; none of a post that checks</summary>
    public string? Line => view.Line;

    /// <summary>监督线属 1、3 还是 N / What the line is among 1+3+N</summary>
    public LineKind? LineKind => view.Line is { } line ? GrainReads.Axes.KindOf(line) : null;

    /// <summary>来由 / Where it comes from</summary>
    public SupervisorSource Source => view.Source;

    /// <summary>来由，中文 / Where it comes from, in Chinese</summary>
    public string SourceLabel => Labels.Of(view.Source);

    /// <summary>监督的单位 / The unit that supervises</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>负责人的岗位，或派驻、制约的岗位 / The post that leads it, or is stationed or checks</summary>
    public ShownPost? Post => view.Seat is { } seat ? new(Unit, place, seat) : null;

    /// <summary>所依据的关系 / The link that it rests on</summary>
    public ShownLink? Link => view.Link is { } link ? new(link) : null;
}

/// <summary>该看的一个事项及其缘由 / An item to look at, and why</summary>
[Name("WorkItem")]
public sealed class ShownWorkItem(Place place, WorkItem view)
{
    /// <summary>事项的编码 / The item's key</summary>
    public ShownItemKey Item => new(view.Key);

    /// <summary>责任事项 / What it says</summary>
    public string Title => view.Title;

    /// <summary>所在单位 / The unit that it stands in</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>完成时限 / The day by which it is due</summary>
    public DateOnly DueOn => view.DueOn;

    /// <summary>本线是否从未看过 / Whether the line never looked at it</summary>
    public bool NeverLooked => view.Never;

    /// <summary>是否在关键少数的岗位上 / Whether at a post of the key few</summary>
    public bool KeyFew => view.KeyFew;

    /// <summary>是否逾期 / Whether it is overdue</summary>
    public bool Overdue => view.Overdue;

    /// <summary>问题是否反复 / Whether findings came back</summary>
    public bool Recurrent => view.Recurrent;

    /// <summary>本线最近一次看的日期 / When the line last looked</summary>
    public DateOnly? LastOn => view.LastOn;

    internal string Cursor => Gateway.Cursor.Encode($"{view.Risk}", view.Unit, view.DueOn.ToString("O", CultureInfo.InvariantCulture), view.Key.Post, view.Key.Duty);

    internal static WorkItem? After(string? cursor)
    {
        if (Gateway.Cursor.Decode(cursor, 5) is not [var risk, var unit, var day, var post, var duty]) return null;
        var bits = Gateway.Cursor.Number(risk);
        return new WorkItem
        {
            Unit = unit, DueOn = Gateway.Cursor.Day(day), Key = new ItemKey("", "", duty, post),
            Never = (bits & 8) != 0, KeyFew = (bits & 4) != 0, Overdue = (bits & 2) != 0, Recurrent = (bits & 1) != 0,
        };
    }
}
