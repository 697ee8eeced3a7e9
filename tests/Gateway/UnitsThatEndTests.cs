using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Branches of the sample that merge or close, over HTTP and across a restart.</summary>
[OnBothDatabases]
public sealed class UnitsThatEndTests(ClerkHost grid) : IClassFixture<ClerkHost>
{
    private const string Municipal = "370700-02", First = "370702001", Second = "370702002", Third = "370702003", Closing = "370702004", Heirs = "370702005";
    private const string Moving = $"{First}-04", Was = "P370700053", Right = "P370700054";

    [Fact]
    public async Task A_branch_merges_twice_and_everything_about_it_is_found()
    {
        var since = (await grid.Ask($$"""{ unit(by: {code: "{{First}}"}) { posts { code holders { person { code } since } } } }""")).GetProperty("unit").GetProperty("posts").EnumerateArray()
            .Single(p => p.Text("code") == Moving).GetProperty("holders")[0].Text("since");
        var once = await Merge("m1", First, Second, "2026-11-10");
        Assert.Equal($$"""{"code":"{{Second}}"}""", once);
        Assert.Equal($$"""{"code":"{{Third}}"}""", await Merge("m2", Second, Third, "2026-11-20"));
        Assert.Equal(once, await Merge("m1", First, Second, "2026-11-10"));
        Assert.Equal("CONFLICT commandId", await grid.Refused(Municipal, "mergeUnits", new { commandId = "m1", from = Third, into = Heirs, on = "2026-11-21" }));
        Assert.Equal("REFUSED from", await grid.Refused(Municipal, "mergeUnits", new { from = First, into = Third, on = "2026-11-21" }));
        Assert.Equal("REFUSED into", await grid.Refused(Municipal, "mergeUnits", new { from = Third, into = "370702" }));

        await grid.Done(Municipal, "correctFill", "entry { late }", new { post = Moving, person = Was, from = since, correct = new { person = Right, from = "2026-11-05" } });

        await Patience.Until<object>("the correction in every unit", async () => await Holders() == $"{Was} {Right} {Right} {Right}" ? "" : null);
        var before = await Read();
        Assert.Contains("370702-04", before.Leaders);
        Assert.Contains("370702-03", before.Leaders);
        Assert.Contains($"END_LINK {First} 370702-04", before.History);
        await grid.Restart();
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await Read()));
    }

    [Fact]
    public async Task A_branch_closes_and_what_was_open_goes_on_at_the_heirs()
    {
        const string Post = $"{Closing}-04", Heir = $"{Heirs}-04";
        Assert.Equal("""{"state":"ACCEPTED","version":1}""", await grid.Item(Post, "acceptItem", new { item = Item(Post) }));
        var posts = (await grid.Ask($$"""{ unit(by: {code: "{{Closing}}"}) { posts { code holders { person { code } } } } }""")).GetProperty("unit").GetProperty("posts").EnumerateArray().ToList();
        var heirs = posts.ConvertAll(p => new { post = p.Text("code")!, heir = p.Text("code")!.Replace(Closing, Heirs, StringComparison.Ordinal) });
        Assert.Equal("REFUSED heirs", await Close(null));
        Assert.Equal("REFUSED heirs", await Close(heirs.ConvertAll(h => h with { heir = $"{Heirs}-01" })));
        Assert.Equal("REFUSED heirs", await Close(heirs.ConvertAll(h => h with { heir = h.post })));
        Assert.Equal("NOT_FOUND heirs", await Close(heirs.ConvertAll(h => h with { heir = "nowhere" })));
        Assert.Equal("REFUSED post", await Close(heirs));
        foreach (var post in posts)
            foreach (var holder in post.GetProperty("holders").EnumerateArray())
                await grid.Done(Municipal, "vacate", "post { version }", new { post = post.Text("code"), person = holder.Text("person", "code"), on = "2026-11-20", disposeAll = "KEPT_WITH_POST" });

        var input = new { commandId = "c1", unit = Closing, on = "2026-11-20", heirs };
        Assert.Equal($$"""{"act":"CLOSE_UNIT","subject":"{{Closing}}","until":"2026-11-20"}""", await grid.Done(Municipal, "closeUnit", "entry { act subject until }", input));
        Assert.Equal($$"""{"act":"CLOSE_UNIT","subject":"{{Closing}}","until":"2026-11-20"}""", await grid.Done(Municipal, "closeUnit", "entry { act subject until }", input));

        Assert.Equal($$$"""{"state":"ACCEPTED","version":1,"unit":{"code":"{{{Heirs}}}"}}""", await Patience.Until("the item with the heir", async () => await Told() is var told && told.Contains(Heirs, StringComparison.Ordinal) ? told : null));
        Assert.Equal("""{"state":"IN_PROGRESS","version":2}""", await grid.Item(Heir, "reportItem", new { item = Item(Post), percent = 40 }));
        await grid.Restart();
        Assert.Equal($$$"""{"state":"IN_PROGRESS","version":2,"unit":{"code":"{{{Heirs}}}"}}""", await Told());
        Assert.Equal($$$"""{"state":"PENDING","version":0,"unit":{"code":"{{{Closing}}}"}}""", await Told("2026-11-20"));
        Assert.Equal("REFUSED unit", await grid.Refused(Municipal, "moveUnit", new { unit = Closing, parent = "370703" }));

        Task<string> Close(object? to) => grid.Refused(Municipal, "closeUnit", new { unit = Closing, on = "2026-11-20", heirs = to });

        async Task<string> Told(string? day = null) =>
            (await grid.Ask("query($by: ItemBy!, $day: Date) { item(by: $by, asOf: $day) { state version unit { code } } }", new { by = Item(Post), day })).GetProperty("item").ToText();
    }

    private sealed record Found(string Holders, string[] Leaders, string[] History, string Unit);

    private static object Item(string post) => new { key = new { list = "2026", duty = "2026-06-04", post } };

    private Task<string> Merge(string id, string from, string into, string on) => grid.Done(Municipal, "mergeUnits", "unit { code }", new { commandId = id, from, into, on, paper = "编〔2026〕3号" });

    /// <summary>Who sat on the post before the day named in the correction, and after it in each of the units where it was.</summary>
    private async Task<string> Holders()
    {
        List<string> holders = [];
        foreach (var (unit, day) in new[] { (First, "2026-11-04"), (First, "2026-11-07"), (Second, "2026-11-15"), (Third, "2026-11-22") })
        {
            var posts = (await grid.Ask("query($unit: String!, $day: Date) { unit(by: {code: $unit}, asOf: $day) { posts { code holders { person { code } } } } }", new { unit, day })).GetProperty("unit").GetProperty("posts");
            holders.Add(posts.EnumerateArray().Single(p => p.Text("code") == Moving).GetProperty("holders")[0].Text("person", "code")!);
        }

        return string.Join(' ', holders);
    }

    private async Task<Found> Read()
    {
        var item = (await grid.Ask("query($by: ItemBy!) { item(by: $by) { unit { code } chain { leaders { post { code } } } } }", new { by = Item(Moving) })).GetProperty("item");
        var history = (await grid.Ask($$"""{ unit(by: {code: "{{First}}"}, asOf: "2026-11-09") { history(first: 200) { nodes { act subject other } } } }""")).GetProperty("unit").GetProperty("history").GetProperty("nodes");
        return new Found(
            await Holders(), [.. item.GetProperty("chain").EnumerateArray().SelectMany(link => link.GetProperty("leaders").EnumerateArray()).Select(leader => leader.Text("post", "code")!).Order()],
            [.. history.EnumerateArray().Select(e => $"{e.Text("act")} {e.Text("subject")} {e.Text("other")}").Order()], item.Text("unit", "code")!);
    }
}
