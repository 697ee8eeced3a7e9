using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>Reads a grid at rest, over HTTP and in its database.</summary>
internal sealed class ReadBack(GridHttp grid, Rig rig)
{
    private const int AtOnce = 8;

    /// <summary>Waits until nothing is under way: every unit reached, every number in.</summary>
    public async Task<IEnumerable<Violation>> Quiet(int seconds)
    {
        const string Query = "query($unit: String!, $list: String!) { overview(unit: $unit) { settled items } cascade(list: $list, unit: $unit) { reached total } }";
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var now = await grid.Ask(Query, new { unit = CityWorkbook.City, list = CityWorkbook.List });
            var (overview, cascade) = (now.GetProperty("overview"), now.GetProperty("cascade"));
            if (overview.GetProperty("settled").GetBoolean() && cascade.GetProperty("reached").GetInt32() == CityWorkbook.Units && overview.GetProperty("items").GetInt32() == CityWorkbook.Items) return [];
            if (DateTime.UtcNow > end) return [new(Wrong.NotQuiet, $"After {seconds} s: {now}")];
            await Task.Delay(100);
        }
    }

    /// <summary>The histories of the items that were worked on.</summary>
    public async Task<Dictionary<string, List<Trace>>> Items(IEnumerable<string> subjects)
    {
        const string Query = "query($by: ItemBy!, $after: String) { item(by: $by) { history(first: 100, after: $after) { nodes { version text } pageInfo { hasNextPage endCursor } } } }";
        var known = Callers.Items.ToDictionary(item => item.Subject);
        var found = new ConcurrentDictionary<string, List<Trace>>();
        await Parallel.ForEachAsync(subjects.Where(known.ContainsKey), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (subject, _) =>
            found[subject] = await Pages(after => grid.Ask(Query, new { by = known[subject].By, after }), data => data.GetProperty("item")));
        return new(found);
    }

    /// <summary>The histories of the posts that changed hands.</summary>
    public async Task<Dictionary<string, List<Trace>>> Posts()
    {
        const string Query = "query($by: ItemBy!, $after: String) { item(by: $by) { post { history(first: 100, after: $after) { nodes { version text } pageInfo { hasNextPage endCursor } } } } }";
        var found = new Dictionary<string, List<Trace>>();
        foreach (var post in Callers.Posts)
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

    /// <summary>How many items are in which state: by the root, by its children together, and by walking through all of them.</summary>
    public async Task<(Dictionary<string, int> Root, Dictionary<string, int> Children, Dictionary<string, int> Items)> Counts()
    {
        const string Query = "query($unit: String!) { overview(unit: $unit) { byState { state count } children { byState { state count } } } }";
        var overview = (await grid.Ask(Query, new { unit = CityWorkbook.City })).GetProperty("overview");
        var items = new Dictionary<string, int>();
        string? after = null;
        do
        {
            const string Page = "query($unit: String!, $after: String) { items(unit: $unit, first: 200, after: $after) { nodes { state } pageInfo { hasNextPage endCursor } } }";
            var page = (await grid.Ask(Page, new { unit = CityWorkbook.City, after })).GetProperty("items");
            foreach (var item in page.GetProperty("nodes").EnumerateArray()) Add(items, item.GetProperty("state").GetString()!, 1);
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return (ByState([overview]), ByState(overview.GetProperty("children").EnumerateArray()), items);
    }

    /// <summary>The rows themselves: one an identity, an item's as often written as it has entries, nothing on its way.</summary>
    public async Task<IEnumerable<Violation>> Rows()
    {
        await using var source = NpgsqlDataSource.Create($"{rig.Database};Pooling=false");
        List<Violation> found = [];
        await Check(source, "rows of one identity", """
            SELECT GrainTypeString || ' ' || GrainIdExtensionString FROM OrleansStorage
            GROUP BY GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId HAVING count(*) > 1
            """, Wrong.Doubled);
        await Check(source, "an item's row written more or less often than its version says", """
            SELECT GrainIdExtensionString || ' ' || Version || ' ' || (convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' ->> 'Version') FROM OrleansStorage
            WHERE GrainTypeString = 'item' AND Version <> (convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' ->> 'Version')::integer
            """, Wrong.Doubled);
        await Check(source, "something on its way", """
            SELECT GrainTypeString || ' ' || GrainIdExtensionString FROM OrleansStorage
            WHERE GrainTypeString = 'grid' AND PayloadBinary IS NOT NULL AND convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Errand' IS NOT NULL
            """, Wrong.NotQuiet);
        return found;

        async Task Check(NpgsqlDataSource database, string what, string sql, Wrong kind)
        {
            await using var command = database.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) found.Add(new(kind, $"{what}: {reader.GetValue(0)}"));
        }
    }

    private static async Task<List<Trace>> Pages(Func<string?, Task<JsonElement>> ask, Func<JsonElement, JsonElement> find)
    {
        List<Trace> entries = [];
        string? after = null;
        do
        {
            var history = find(await ask(after)).GetProperty("history");
            entries.AddRange(history.GetProperty("nodes").EnumerateArray().Select(node => new Trace(node.GetProperty("version").GetInt32(), node.GetProperty("text").GetString())));
            after = history.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? history.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return entries;
    }

    private static Dictionary<string, int> ByState(IEnumerable<JsonElement> overviews)
    {
        var sums = new Dictionary<string, int>();
        foreach (var state in overviews.SelectMany(overview => overview.GetProperty("byState").EnumerateArray()))
            Add(sums, state.GetProperty("state").GetString()!, state.GetProperty("count").GetInt32());
        return sums;
    }

    private static void Add(Dictionary<string, int> sums, string key, int count) => sums[key] = sums.GetValueOrDefault(key) + count;
}
