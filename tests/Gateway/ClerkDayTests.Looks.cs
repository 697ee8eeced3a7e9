using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Where the clerk looks.</summary>
public sealed partial class ClerkDayTests
{
    private sealed record Count(int Persons, int Vacant, int Items)
    {
        public static implicit operator Count((int Persons, int Vacant, int Items) of) => new(of.Persons, of.Vacant, of.Items);
    }

    private static object Item(string post, string duty = "2026-06-04") => new { key = new { list = "2026", duty, post } };

    /// <summary>A post with its gap and its holders.</summary>
    private async Task<string> Post(string unit, string post, string? day = null) =>
        (await grid.Ask("query($unit: String!, $day: Date) { unit(by: {code: $unit}, asOf: $day) { posts { code gap holders { person { code } } } } }", new { unit, day }))
        .GetProperty("unit").GetProperty("posts").EnumerateArray().Single(p => p.Text("code") == post).ToText();

    private async Task<string[]> PostsOf(string person, string? day = null) =>
        [.. (await grid.Ask("query($person: String!, $day: Date) { person(by: {code: $person}, asOf: $day) { posts { postCode } } }", new { person, day })).GetProperty("person").GetProperty("posts").EnumerateArray().Select(p => p.Text("postCode")!)];

    private async Task<string?> Parent(string day) =>
        (await grid.Ask("query($unit: String!, $day: Date) { unit(by: {code: $unit}, asOf: $day) { parent { code } } }", new { unit = Branch, day })).GetProperty("unit").Text("parent", "code");

    /// <summary>An item's state, version and percentage, and who did what to it.</summary>
    private async Task<string> Told(string post, string duty = "2026-06-04")
    {
        var item = (await grid.Ask("query($by: ItemBy!) { item(by: $by) { state version percent history { nodes { act who { person } } } } }", new { by = Item(post, duty) })).GetProperty("item");
        return $"{item.Text("state")} {item.Text("version")} {item.Text("percent")}: {string.Join(", ", item.GetProperty("history").GetProperty("nodes").EnumerateArray().Select(e => $"{e.Text("act")} {e.Text("who", "person")}"))}";
    }

    /// <summary>All items of a unit: keys, states, versions and how far each is.</summary>
    private async Task<string> Items(string unit)
    {
        var items = (await grid.Ask("query($unit: String!) { unit(by: {code: $unit}) { items(first: 200) { totalCount nodes { id key { list duty post } state version percent dueOn } } } }", new { unit })).GetProperty("unit").GetProperty("items");
        Assert.Equal(items.GetProperty("totalCount").GetInt32(), items.GetProperty("nodes").GetArrayLength());
        return string.Join('\n', items.GetProperty("nodes").EnumerateArray().Select(i => i.ToText()).Order(StringComparer.Ordinal));
    }

    /// <summary>A part of a post's queue, once it holds as many as are expected.</summary>
    private Task<string[]> Queue(string post, string part, int? count = null) => Patience.Until($"{count} {part} of {post}", async () =>
    {
        var queue = (await grid.Ask($$"""query($post: String!) { queue(post: $post, first: 50) { {{part}} { totalCount nodes { key { duty post } } } } }""", new { post })).GetProperty("queue").GetProperty(part);
        string[] keys = [.. queue.GetProperty("nodes").EnumerateArray().Select(i => $"{i.Text("key", "duty")}/{i.Text("key", "post")}").Order(StringComparer.Ordinal)];
        // The count climbs from below; the entries are read where they are.
        return queue.GetProperty("totalCount").GetInt32() == keys.Length && (count ?? keys.Length) == keys.Length ? keys : null;
    });

    /// <summary>The settled numbers of a unit, once they are what is expected.</summary>
    private async Task<Count> Numbers(string unit, Count? expected = null)
    {
        Count? seen = null;
        return await Patience.Until($"{expected} in {unit}", async () =>
        {
            var overview = await Overview(unit, "persons vacantPosts items");
            seen = (overview.GetProperty("persons").GetInt32(), overview.GetProperty("vacantPosts").GetInt32(), overview.GetProperty("items").GetInt32());
            return overview.GetProperty("settled").GetBoolean() && (expected is null || seen == expected) ? seen : null;
        }, seen: () => $"{seen}");
    }

    /// <summary>Waits until a unit's overview is settled and counts its items so; a state that it leaves out has none.</summary>
    private async Task States(string unit, params (string State, int Count)[] expected)
    {
        var seen = "";
        await Patience.Until($"{string.Join(", ", expected)} in {unit}", async () =>
        {
            var overview = await Overview(unit, "byState { state count }");
            seen = overview.ToText();
            var counts = overview.GetProperty("byState").EnumerateArray().ToDictionary(s => s.Text("state")!, s => s.GetProperty("count").GetInt32());
            return overview.GetProperty("settled").GetBoolean() && Array.TrueForAll(expected, e => counts.GetValueOrDefault(e.State) == e.Count) ? counts : null;
        }, seen: () => seen);
    }

    private async Task<JsonElement> Overview(string unit, string fields) =>
        (await grid.Ask($$"""query($unit: String!) { overview(unit: $unit) { settled {{fields}} } }""", new { unit })).GetProperty("overview");

    /// <summary>What the day has left behind.</summary>
    private async Task<string> Everything() => string.Join('\n',
    [
        await Items(Branch),
        .. await Task.WhenAll(Told(Deputy, "2026-12-05"), Told(Upheld), Told(Rejected), Told(Head, "2026-01-05"), Told(Head, "2026-05-02")),
        .. await Task.WhenAll(Post(Branch, Deputy), Post(Branch, Deputy, yesterday), Post(Branch, Head), Post(Branch, Head, yesterday)),
        .. (await Task.WhenAll(PostsOf(Newcomer), PostsOf(Successor), PostsOf(Successor, yesterday), PostsOf(Left), PostsOf(Left, yesterday))).Select(posts => string.Join(' ', posts)),
        await Parent(today), await Parent(yesterday),
        .. (await Task.WhenAll(Numbers("370700"), Numbers(County), Numbers(OtherCounty), Numbers(Branch))).Select(count => $"{count}"),
        .. (await Task.WhenAll(((string[])["370700", County, OtherCounty, Branch]).Select(unit => Overview(unit, "byState { state count } overdue gapsByReason { reason count }")))).Select(overview => overview.ToText()),
        (await grid.Ask($$"""{ unit(by: {code: "{{Branch}}"}) { history(first: 200) { totalCount nodes { act actLabel subject other on recorded late paper who { code person } } } } }""")).ToText(),
    ]);
}
