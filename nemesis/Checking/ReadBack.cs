using System.Collections.Concurrent;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>Reads a grid at rest, over HTTP and in its database.</summary>
internal sealed partial class ReadBack(GridHttp grid, string database)
{
    private const int AtOnce = 8;

    private const string Overdue = "overdue", Unassigned = "unassigned";

    /// <summary>The unit below which everything is counted.</summary>
    public string Root { get; init; } = CityWorkbook.City;

    /// <summary>How many units there are.</summary>
    public int UnitsInAll { get; set; } = CityWorkbook.Units;

    /// <summary>How many items there are, those made from others included.</summary>
    public int ItemsInAll { get; set; } = CityWorkbook.Items;

    /// <summary>Waits until nothing is under way: every unit reached, every number in.</summary>
    public async Task<IEnumerable<Violation>> Quiet(int seconds)
    {
        const string Query = "query($unit: String!, $list: String!) { overview(unit: $unit) { settled items } cascade(list: $list, unit: $unit) { reached total } }";
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var now = await grid.Ask(Query, new { unit = CityWorkbook.City, list = CityWorkbook.List });
            var (overview, cascade) = (now.GetProperty("overview"), now.GetProperty("cascade"));
            if (overview.GetProperty("settled").GetBoolean() && cascade.GetProperty("reached").GetInt32() == UnitsInAll && overview.GetProperty("items").GetInt32() + await Retired() == ItemsInAll) return [];
            if (DateTime.UtcNow > end) return [new(Wrong.NotQuiet, $"After {seconds} s: {now}")];
            await Task.Delay(100);
        }
    }

    /// <summary>The histories of the items that were worked on.</summary>
    public async Task<Dictionary<string, List<Trace>>> Items(IEnumerable<string> subjects)
    {
        const string Query = "query($by: ItemBy!, $after: String) { item(by: $by) { history(first: 100, after: $after) { nodes { version text state } pageInfo { hasNextPage endCursor } } } }";
        var found = new ConcurrentDictionary<string, List<Trace>>();
        await Parallel.ForEachAsync(subjects.Where(subject => subject.Contains('@')), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (subject, _) =>
            found[subject] = await Pages(after => grid.Ask(Query, new { by = Item.Of(subject).By, after }), data => data.GetProperty("item")));
        return new(found);
    }

    /// <summary>The histories of the posts that changed hands.</summary>
    public async Task<Dictionary<string, List<Trace>>> Posts()
    {
        const string Query = "query($by: ItemBy!, $after: String) { item(by: $by) { post { history(first: 100, after: $after) { nodes { version text state } pageInfo { hasNextPage endCursor } } } } }";
        var found = new Dictionary<string, List<Trace>>();
        foreach (var post in Callers.Posts.Concat(Overseer.Posts))
        {
            var by = new Item(CityWorkbook.StaffDuties.First(), post).By;
            found[post] = await Pages(after => grid.Ask(Query, new { by, after }), data => data.GetProperty("item").GetProperty("post"));
        }

        return found;
    }

    /// <summary>How many hold each post on every day on which somebody may have taken it.</summary>
    public async Task<IEnumerable<(string Post, DateOnly Day, int Holders)>> Holders(DateOnly first, DateOnly last)
    {
        const string Query = "query($unit: String!, $day: Date!) { unit(by: {code: $unit}, asOf: $day) { posts { code holders { kind } } } }";
        var days = new ConcurrentBag<(string, DateOnly, int)>();
        var asked = from unit in Callers.Posts.Select(post => post[..^3]).Distinct() from offset in Enumerable.Range(0, last.DayNumber - first.DayNumber + 1) select (Unit: unit, Day: first.AddDays(offset));
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, _) =>
        {
            foreach (var post in (await grid.Ask(Query, new { unit = at.Unit, day = $"{at.Day:yyyy-MM-dd}" })).GetProperty("unit").GetProperty("posts").EnumerateArray())
                days.Add((post.GetProperty("code").GetString()!, at.Day, post.GetProperty("holders").EnumerateArray().Count(holder => holder.GetProperty("kind").GetString() == "HOLDER")));
        });
        return days;
    }

    /// <summary>The root's numbers now.</summary>
    public async Task<Numbers> Counts()
    {
        const string Query = "query($unit: String!) { overview(unit: $unit) { settled byState { state count } } }";
        var overview = (await grid.Ask(Query, new { unit = Root })).GetProperty("overview");
        return new(overview.GetProperty("settled").GetBoolean(), ByState(overview));
    }

    /// <summary>The numbers of every unit from the root down, as it says them itself.</summary>
    public async Task<List<Tally>> Tallies()
    {
        const string Query = "query($unit: String!) { overview(unit: $unit) { overdue unassigned byState { state count } children { unit { code } overdue unassigned byState { state count } } } }";
        List<string> units = [Root];
        List<Tally> tallies = [];
        for (var next = 0; next < units.Count; next++)
        {
            var overview = (await grid.Ask(Query, new { unit = units[next] })).GetProperty("overview");
            tallies.Add(new(units[next], Counted(overview), overview.GetProperty("children").EnumerateArray().ToDictionary(UnitOf, Counted)));
            units.AddRange(tallies[^1].Below.Keys);
        }

        return tallies;

        // What is late or nobody's adds up as the states do.
        static Dictionary<string, int> Counted(JsonElement overview) =>
            new(ByState(overview)) { [Overdue] = overview.GetProperty("overdue").GetInt32(), [Unassigned] = overview.GetProperty("unassigned").GetInt32() };
    }

    /// <summary>The root's numbers again and again, until they were settled for a while.</summary>
    public async Task<List<Numbers>> Watch(TimeSpan settledFor, int seconds = 60)
    {
        List<Numbers> seen = [];
        var end = DateTime.UtcNow.AddSeconds(seconds);
        DateTime? since = null;
        while (DateTime.UtcNow < end && !(DateTime.UtcNow - since > settledFor))
        {
            seen.Add(await Counts());
            since = seen[^1].Settled ? since ?? DateTime.UtcNow : null;
        }

        return seen;
    }

    /// <summary>Walks through all items: the id of each, and how many of which unit are in which state, late, or nobody's.</summary>
    public async Task<(List<string> Ids, Dictionary<string, Dictionary<string, int>> ByUnit)> Walk()
    {
        var (ids, items) = (new List<string>(), new Dictionary<string, Dictionary<string, int>>());
        string? after = null;
        do
        {
            const string Page = "query($unit: String!, $after: String) { items(unit: $unit, first: 200, after: $after) { nodes { id state overdue gap unit { code } } pageInfo { hasNextPage endCursor } } }";
            var page = (await grid.Ask(Page, new { unit = Root, after })).GetProperty("items");
            foreach (var item in page.GetProperty("nodes").EnumerateArray())
            {
                ids.Add(item.GetProperty("id").GetString()!);
                if (!items.TryGetValue(UnitOf(item), out var own)) items[UnitOf(item)] = own = [];
                Count(item.GetProperty("state").GetString()!);
                if (item.GetProperty("overdue").GetBoolean()) Count(Overdue);
                if (item.GetProperty("gap").ValueKind is JsonValueKind.String) Count(Unassigned);

                void Count(string what) => own[what] = own.GetValueOrDefault(what) + 1;
            }

            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return (ids, items);
    }

    private static async Task<List<Trace>> Pages(Func<string?, Task<JsonElement>> ask, Func<JsonElement, JsonElement> find)
    {
        List<Trace> entries = [];
        string? after = null;
        do
        {
            var history = find(await ask(after)).GetProperty("history");
            entries.AddRange(history.GetProperty("nodes").EnumerateArray().Select(node => new Trace(node.GetProperty("version").GetInt32(), node.GetProperty("text").GetString(), node.GetProperty("state").GetString())));
            after = history.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? history.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return entries;
    }

    private static Dictionary<string, int> ByState(JsonElement overview) =>
        overview.GetProperty("byState").EnumerateArray().ToDictionary(state => state.GetProperty("state").GetString()!, state => state.GetProperty("count").GetInt32());

    private static string UnitOf(JsonElement of) => of.GetProperty("unit").GetProperty("code").GetString()!;
}
