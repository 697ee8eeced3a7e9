using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Assistance, forecasts and hand-overs over HTTP.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private const string Post = $"{Branch}-2", Person = $"P{Branch}-2";

    private static readonly object Item = new { key = new { list = List, duty = "2026-2", post = Post } };

    private readonly CommandHost _grid = new();

    public async ValueTask InitializeAsync()
    {
        await _grid.InitializeAsync();
        await _grid.Done("acceptItem", "item { state }", new { item = Item, commandId = "h-accept" }, Post);
    }

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    [OnBothDatabases]
    public async Task A_leaver_disposes_of_what_is_under_way_and_both_sign()
    {
        Assert.Equal("REFUSED disposals", await _grid.Refused("vacate", new { post = Post, person = Person, on = "2026-11-22" }));
        Assert.Equal("REFUSED disposals", await _grid.Refused("vacate", new { post = Post, person = Person, on = "2026-11-22", disposals = new[] { new { item = Item, kind = "SHARED", post = $"{Branch}-1" } } }));
        var bad = await _grid.Send("mutation($input: VacateInput!) { vacate(input: $input) { post { code } } }", new { input = new { post = Post, person = Person, disposeAll = "ENDED" } });
        Assert.Equal("BAD_USER_INPUT", bad.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());

        var left = await _grid.Done("vacate", "handover { post person bothSigned disposals { kindLabel post reason item { duty } } }", new
        {
            post = Post, person = Person, on = "2026-11-22", commandId = "h-leave", disposals = new[] { new { item = Item, kind = "SHARED", post = $"{Branch}-1", reason = "交接期间协助" } },
        }, $"{County}-1");
        Assert.Equal(
            $$$"""{"post":"{{{Post}}}","person":"{{{Person}}}","bothSigned":false,"disposals":[{"kindLabel":"协助","post":"{{{Branch}}}-1","reason":"交接期间协助","item":{"duty":"2026-2"}}]}""",
            left.GetProperty("handover").ToText());
        Assert.Equal(1, await Unsigned());

        await _grid.Done("signHandover", "handover { leaverSigned { who { person } on } bothSigned }", new { post = Post, person = Person }, Person);
        Assert.Equal("REFUSED post", await _grid.Refused("signHandover", new { post = Post, person = Person }, Person));
        var signed = await _grid.Done("signHandover", "handover { takerSigned { who { post } } bothSigned } entry { actLabel subject other }", new { post = Post, person = Person }, $"{County}-1");
        Assert.Equal($$$"""{"takerSigned":{"who":{"post":"{{{County}}}-1"}},"bothSigned":true}""", signed.GetProperty("handover").ToText());
        Assert.Equal($$"""{"actLabel":"交接签字","subject":"{{Post}}","other":"{{Person}}"}""", signed.GetProperty("entry").ToText());
        Assert.Equal("NOT_FOUND person", await _grid.Refused("signHandover", new { post = Post, person = "nobody" }, $"{County}-1"));

        Assert.Equal(0, await Unsigned());
        var pack = (await _grid.Ask($$"""{ handoverPack(post: "{{Post}}") { openCount underWayCount openItems { key { duty } assists { post from } } disputes { id } findings { id } handovers { bothSigned } } }""")).GetProperty("handoverPack");
        Assert.Equal(
            $$"""{"openCount":1,"underWayCount":1,"openItems":[{"key":{"duty":"2026-2"},"assists":[{"post":"{{Branch}}-1","from":"2026-11-22"}]}],"disputes":[],"findings":[],"handovers":[{"bothSigned":true}]}""",
            pack.ToText());
        Assert.Equal(JsonValueKind.Null, (await _grid.Ask("""{ handoverPack(post: "none") { openCount } }""")).GetProperty("handoverPack").ValueKind);
    }

    [Fact]
    public async Task What_would_fall_into_a_gap_is_told_and_nothing_is_written()
    {
        const string Asked = $$$"""{ forecast(what: {vacate: {post: "{{{Post}}}", on: "2026-12-31"}}) { showsOn total byReason { reason label count } gaps { totalCount nodes { label duty { code } post { code } item { state } } } } }""";

        Assert.Equal(
            $$$"""{"showsOn":"2027-01-01","total":1,"byReason":[{"reason":"HOLDER_LEFT","label":"人员离岗","count":1}],"gaps":{"totalCount":1,"nodes":[{"label":"人员离岗","duty":{"code":"2026-2"},"post":{"code":"{{{Post}}}"},"item":{"state":"ACCEPTED"}}]}}""",
            (await _grid.Ask(Asked)).GetProperty("forecast").ToText());
        Assert.Equal("REFUSED", await Code("""merge: {unit: "111", into: "110", on: "2026-12-31"}"""));
        Assert.Equal("NOT_FOUND", await Code("""vacate: {post: "none-1", on: "2026-12-31"}"""));
        Assert.Equal("BAD_USER_INPUT", await Code("""close: {unit: "111", on: "2026-12-31"}, vacate: {post: "111-2", on: "2026-12-31"}"""));
        Assert.Null((await _grid.Cluster.Unit(City, Branch).GetSheet(null)).Seats.Single(s => s.Post.Code == Post).Gap);
    }

    [Fact]
    public async Task A_post_assists_until_it_is_ended()
    {
        await _grid.Done("addAssist", "item { assists { post } }", new { item = Item, post = $"{Branch}-1", text = "协助排查" }, Post);
        Assert.Equal("REFUSED post", await _grid.Refused("addAssist", new { item = Item, post = $"{Branch}-1" }, Post));
        var ended = await _grid.Done("endAssist", "item { assists { post } } entry { actLabel }", new { item = Item, post = $"{Branch}-1" }, Post);

        Assert.Equal("终止协助", ended.GetProperty("entry").GetProperty("actLabel").GetString());
        Assert.Equal("REFUSED post", await _grid.Refused("endAssist", new { item = Item, post = Office }, Post));
    }

    private async Task<int> Unsigned() =>
        (await _grid.Ask($$"""{ handovers(unit: "{{City}}", unsignedOnly: true) { totalCount nodes { unit { code } } } }""")).GetProperty("handovers").GetProperty("totalCount").GetInt32();

    private async Task<string?> Code(string what) =>
        (await _grid.Send($"{{ forecast(what: {{{what}}}) {{ total }} }}")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
