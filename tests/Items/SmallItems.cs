using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The small city with a dedicated department and a second county: the items there, and who may be about to act.</summary>
internal static class SmallItems
{
    public const string Discipline = "100D1", Other = "120";
    public const string CityHead = "100-1", Checker = "100D1-1", CountyHead = "110-1", OfficeHead = "110D1-1", BranchHead = "111-1", Worker = "111-2", Colleague = "111-3", Stranger = "120-1";

    public static readonly string[] Everyone = [CityHead, Checker, CountyHead, OfficeHead, BranchHead, Worker, Colleague, Stranger];

    public static List<UnitEntry> Units => [.. Tree, Unit(Discipline, City, 1, UnitKind.Department) with { Line = "专责" }, Unit(Other, City, 2)];

    public static PostEntry[] Places =>
    [
        Place(City), Place(Discipline, "部门负责人"), Place(County), Place(Office, "部门负责人"), Place(Branch), Place(Branch, "岗位", 2), Place(Branch, "岗位", 3), Place(Other),
    ];

    /// <summary>Pairs of duties, one for heads and one for 岗位 posts: six items each.</summary>
    public static List<Duty> DutiesOf(int pairs) => [.. Enumerable.Range(1, pairs).SelectMany(pair => (Duty[])
    [
        Duty($"2026-{pair}1", "主要负责人", [1, 2, 3], new DateOnly(2026, 6, 30)),
        Duty($"2026-{pair}2", "岗位", [4], new DateOnly(2026, 12, 10)) with { Refines = $"2026-{pair}1" },
    ])];

    /// <summary>The item of a post, of the first pair unless said otherwise.</summary>
    public static ItemKey ItemOf(string post, int pair = 1) => new(City, List, $"2026-{pair}{(post is Worker or Colleague ? 2 : 1)}", post);

    public static IEnumerable<ItemKey> ItemsOf(int pairs) =>
        Enumerable.Range(1, pairs).SelectMany(pair => ((string[])[CityHead, CountyHead, BranchHead, Worker, Colleague, Stranger]).Select(post => ItemOf(post, pair)));

    /// <summary>Whoever sits on a post, as named by the post's code or by the person's.</summary>
    public static Actor Someone(string post, bool byPerson = false) =>
        new() { Code = byPerson ? $"P{post}" : post, Post = post, Person = $"P{post}", Name = $"人{post}", Unit = post[..post.IndexOf('-')] };

    /// <summary>A command with all the words that it needs.</summary>
    public static ItemCommand Command(string id, Act act, ItemKey item, string by) => new()
    {
        Id = id, Digest = 1, Key = item, Act = act, Actor = Someone(by), Text = "按期办理",
        Percent = act == Act.ReportItem ? 40 : null,
        Post = act is Act.RefineItem or Act.AddAssist ? Colleague : null,
        Measure = act == Act.RefineItem ? "逐户排查" : null,
        DueOn = act == Act.ExtendItem ? new DateOnly(2027, 1, 31) : null,
        Approver = act == Act.ExtendItem ? Someone(Checker) : null,
    };

    public static async Task EnterItems(this GridCluster cluster, int pairs = 1)
    {
        await cluster.Grid(City).Enter(Units, [.. Places]);
        foreach (var unit in Places.GroupBy(p => p.Unit))
            await cluster.Unit(City, unit.Key).Record(Facts([.. unit]));
        await cluster.List(City, List).Draft(DutiesOf(pairs), newVersion: false, whole: false);
        await cluster.Issue(City, List);
        await cluster.WaitUntilSettled(City);
    }

    public static Task<ItemReply> Do(this GridCluster cluster, ItemCommand command) => cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Act(command);

    public static Task<ItemReply> Do(this GridCluster cluster, string id, Act act, ItemKey item, string by) => cluster.Do(Command(id, act, item, by));

    public static string UnitOf(ItemKey item) => item.Post[..item.Post.IndexOf('-')];

    public static Task<ItemView?> Read(this GridCluster cluster, ItemKey item) => cluster.Ledger(City, UnitOf(item)).GetItem(item);

    /// <summary>The whole history, page by page.</summary>
    public static async Task<List<Entry>> HistoryOf(this GridCluster cluster, ItemKey item, int pageSize = 200)
    {
        var ledger = cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, UnitOf(item)));
        var entries = new List<Entry>();
        while (await ledger.ListHistory(item, entries.Count, pageSize) is { Entries.Count: > 0 } page) entries.AddRange(page.Entries);
        return entries;
    }
}
