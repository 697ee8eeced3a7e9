using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Who sits where, changed over HTTP.</summary>
[Collection(nameof(CommandHost))]
[OnBothDatabases]
public sealed class StructureCommandTests(CommandHost grid)
{
    [Fact]
    public async Task A_person_is_appointed_and_seen_on_the_post()
    {
        var (post, person) = (await grid.Post(), await grid.Person());

        var done = await grid.Done("appoint", "commandId clientMutationId post { code version unit { code } holders { person { code name } kind since until paper } } entry { act actLabel late on who { code post person name for } subject other paper version }",
            new { commandId = $"c-{post}", clientMutationId = "甲", post, person, from = "2026-11-01", paper = "干任〔2026〕9号" });

        Assert.Equal($$"""{"code":"{{post}}","version":1,"unit":{"code":"110D1"},"holders":[{"person":{"code":"{{person}}","name":"某{{person}}"},"kind":"HOLDER","since":"2026-11-01","until":null,"paper":"干任〔2026〕9号"}]}""", done.GetProperty("post").ToText());
        Assert.Equal($$"""{"act":"APPOINT","actLabel":"任职","late":true,"on":"2026-11-01","who":{"code":"100-1","post":"100-1","person":"P100-1","name":"P100-1","for":null},"subject":"{{post}}","other":"{{person}}","paper":"干任〔2026〕9号","version":1}""", done.GetProperty("entry").ToText());
        var read = (await grid.Ask("query($code: String!) { person(by: {code: $code}) { posts { postCode } } unit(by: {code: \"110D1\"}) { posts { code version } } }", new { code = person }));
        Assert.Equal($$"""[{"postCode":"{{post}}"}]""", read.GetProperty("person").GetProperty("posts").ToText());
        Assert.Contains($$"""{"code":"{{post}}","version":1}""", read.GetProperty("unit").ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_is_answered_as_the_first_time()
    {
        var (post, person) = (await grid.Post(), await grid.Person());
        const string Selection = "post { version holders { person { code } } } entry { recorded version }";
        var input = new { commandId = $"c-{post}", post, person };

        var first = await grid.Done("appoint", Selection, input);
        await grid.Done("appoint", Selection, new { post, person = await grid.Person(), shared = true, reason = "分工" });
        var again = await grid.Done("appoint", Selection, input);
        var other = await grid.Do("appoint", Selection, new { commandId = $"c-{post}", post, person, paper = "另一文号" });

        Assert.Equal(first.ToText(), again.ToText());
        Assert.Equal("CONFLICT", other.GetProperty("userErrors")[0].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, other.GetProperty("post").ValueKind);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_names_the_current_one()
    {
        var (post, person) = (await grid.Post(), await grid.Person());
        await grid.Done("appoint", "post { version }", new { post, person, to = "2026-11-30", expectedVersion = 0 });

        var stale = await grid.Do("appoint", "post { version }", new { post, person, from = "2026-12-01", expectedVersion = 0 });

        Assert.Equal("CONFLICT 1", $"{stale.GetProperty("userErrors")[0].GetProperty("code").GetString()} {stale.GetProperty("userErrors")[0].GetProperty("current")}");
    }

    [Fact]
    public async Task Appointing_is_refused_by_rule()
    {
        var (post, person, other) = (await grid.Post(), await grid.Person(), await grid.Person());
        await grid.Done("appoint", "post { version }", new { post, person });

        Assert.Equal("REFUSED post", await grid.Refused("appoint", new { post, person = other }));
        Assert.Equal("REFUSED person", await grid.Refused("appoint", new { post, person, shared = true, reason = "分工" }));
        Assert.Equal("REFUSED reason", await grid.Refused("appoint", new { post, person = other, shared = true }));
        Assert.Equal("REFUSED to", await grid.Refused("appoint", new { post, person = other, kind = "ACTING" }));
        Assert.Equal("REFUSED to", await grid.Refused("appoint", new { post, person = other, from = "2026-12-02", to = "2026-12-01" }));
        Assert.Equal("NOT_FOUND person", await grid.Refused("appoint", new { post, person = "nobody" }));
        Assert.Equal("NOT_FOUND post", await grid.Refused("appoint", new { post = "nowhere", person = other }));
        Assert.Equal(1, (await grid.Done("appoint", "post { version holders { kind } }", new { post, person = other, kind = "ACTING", to = "2026-12-31" })).GetProperty("post").GetProperty("version").GetInt32() - 1);
    }

    [Theory]
    [InlineData(null, "UNAUTHENTICATED"), InlineData("nobody", "UNAUTHENTICATED")]
    public async Task Without_somebody_who_acts_it_is_an_error(string? actor, string code)
    {
        var reply = await grid.Send("mutation { appoint(input: {post: \"110-1\", person: \"P100-1\"}) { userErrors { code } } }", actor: actor);

        Assert.Equal(code, reply.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_person_leaves_and_the_day_is_the_last_one()
    {
        var (post, person) = (await grid.Post(), await grid.Person());
        await grid.Done("appoint", "post { version }", new { post, person, from = "2026-03-01" });

        var left = await grid.Done("vacate", "post { version gap holders { until } } entry { act until paper late }", new { post, person, on = "2026-11-22", paper = "干任〔2026〕10号", expectedVersion = 1 });

        Assert.Equal("""{"version":2,"gap":null,"holders":[{"until":"2026-11-22"}]}""", left.GetProperty("post").ToText());
        Assert.Equal("""{"act":"VACATE","until":"2026-11-22","paper":"干任〔2026〕10号","late":false}""", left.GetProperty("entry").ToText());
        Assert.Equal("REFUSED on", await grid.Refused("vacate", new { post, person, on = "2026-11-22" }));
        Assert.Equal("REFUSED on", await grid.Refused("vacate", new { post, person, on = "2026-02-28" }));
        Assert.Equal("NOT_FOUND person", await grid.Refused("vacate", new { post, person = "nobody" }));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("vacate", new { post, person, on = "2026-11-20", expectedVersion = 1 }));
    }

    [Fact]
    public async Task A_correction_tells_who_it_really_was_and_keeps_what_was_known()
    {
        var (post, a, b) = (await grid.Post(), await grid.Person(), await grid.Person());
        await grid.Done("appoint", "post { version }", new { post, person = a, from = "2026-01-01" });
        var before = grid.Cluster.Clock.GetUtcNow();

        await grid.Done("correctFill", "post { version }", new { post, person = a, from = "2026-01-01", correct = new { person = b, from = "2026-03-01" }, paper = "干任〔2026〕11号", expectedVersion = 1 });

        Assert.Equal(b, await HolderOn(post, "2026-03-15"));
        Assert.Equal(a, await HolderOn(post, "2026-02-28"));
        Assert.Equal(a, await HolderOn(post, "2026-03-15", before));
        Assert.Equal("NOT_FOUND from", await grid.Refused("correctFill", new { post, person = a, from = "2026-01-02", correct = new { person = b } }));
        Assert.Equal("REFUSED person", await grid.Refused("correctFill", new { post, person = b, from = "2026-03-01", correct = new { person = b } }));
        Assert.Equal("REFUSED post", await grid.Refused("correctFill", new { post, person = b, from = "2026-03-01", correct = new { from = "2026-02-01" } }));
    }

    [Fact]
    public async Task A_post_tells_its_history_page_by_page()
    {
        await grid.Cluster.Grid(SmallGrid.City).Enter([new UnitEntry { Code = "139", Name = "某分局", Parent = "110", Level = 3, Kind = UnitKind.Branch }], []);
        var (post, person) = (await grid.Post("139"), await grid.Person());
        await grid.Done("appoint", "post { version }", new { post, person, from = "2026-03-01" });
        await grid.Done("vacate", "post { version }", new { post, person, on = "2026-04-01" });
        const string Query = "query($after: String) { unit(by: {code: \"139\"}) { posts { code history(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { act version } } } history(first: 200) { nodes { act subject } } } }";

        var first = await Read(null);
        var second = await Read(first.GetProperty("pageInfo").GetProperty("endCursor").GetString());

        Assert.Equal("2 APPOINT 1 True", $"{first.GetProperty("totalCount")} {first.GetProperty("nodes")[0].GetProperty("act").GetString()} {first.GetProperty("nodes")[0].GetProperty("version")} {first.GetProperty("pageInfo").GetProperty("hasNextPage")}");
        Assert.Equal("VACATE 2", $"{second.GetProperty("nodes")[0].GetProperty("act").GetString()} {second.GetProperty("nodes")[0].GetProperty("version")}");

        async Task<JsonElement> Read(string? after)
        {
            var reply = await grid.Send(Query, new { after });
            var unit = reply.GetProperty("data").GetProperty("unit");
            if (after is null) Assert.Contains($$"""{"act":"VACATE","subject":"{{post}}"}""", unit.GetProperty("history").ToText(), StringComparison.Ordinal);
            return unit.GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("code").GetString() == post).GetProperty("history");
        }
    }

    private async Task<string?> HolderOn(string post, string day, DateTimeOffset? known = null) =>
        (await grid.Ask("query($day: Date, $known: DateTime) { unit(by: {code: \"110D1\"}, asOf: $day, knownAt: $known) { posts { code holders { person { code } } } } }", new { day, known }))
        .GetProperty("unit").GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("code").GetString() == post).GetProperty("holders").EnumerateArray().SingleOrDefault() is { ValueKind: JsonValueKind.Object } holder
            ? holder.GetProperty("person").GetProperty("code").GetString()
            : null;
}
