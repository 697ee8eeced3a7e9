using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Units, posts, persons, links and lists, changed over HTTP.</summary>
[Collection(nameof(CommandHost))]
[OnBothDatabases]
public sealed class TreeCommandTests(CommandHost grid)
{
    [Fact]
    public async Task A_unit_comes_moves_and_goes()
    {
        var done = await grid.Done("createUnit", "unit { code name level kind parent { code } } entry { act subject other late }", new { commandId = "u1", code = "130", name = "某分局", parent = County, kind = "BRANCH", line = "法制", from = "2026-06-01", paper = "编〔2026〕1号" });
        Assert.Equal("""{"code":"130","name":"某分局","level":3,"kind":"BRANCH","parent":{"code":"110"}}""", done.GetProperty("unit").ToText());
        Assert.Equal("""{"act":"CREATE_UNIT","subject":"130","other":"110","late":true}""", done.GetProperty("entry").ToText());
        Assert.Equal(done.ToText(), (await grid.Done("createUnit", "unit { code name level kind parent { code } } entry { act subject other late }", new { commandId = "u1", code = "130", name = "某分局", parent = County, kind = "BRANCH", line = "法制", from = "2026-06-01", paper = "编〔2026〕1号" })).ToText());
        Assert.Equal("REFUSED code", await grid.Refused("createUnit", new { code = "130", name = "再来", parent = County }));
        Assert.Equal("REFUSED name", await grid.Refused("createUnit", new { code = "131", name = " ", parent = County }));
        Assert.Equal("REFUSED line", await grid.Refused("createUnit", new { code = "131", name = "某", parent = County, line = "无" }));
        Assert.Equal("REFUSED level", await grid.Refused("createUnit", new { code = "131", name = "某", parent = County, level = 1 }));
        Assert.Equal("REFUSED parent", await grid.Refused("createUnit", new { code = "131", name = "某", parent = Branch, kind = "DEPARTMENT" }));
        Assert.Equal("NOT_FOUND parent", await grid.Refused("createUnit", new { code = "131", name = "某", parent = "999" }));
        Assert.Equal("REFUSED code", await grid.Refused("createUnit", new { code = $"{City}-1", name = "某", parent = County }));
        Assert.Equal("REFUSED name", await grid.Refused("createUnit", new { code = "131", name = new string('长', 201), parent = County }));

        var moved = await grid.Done("moveUnit", "unit { code parent { code } } entry { act other }", new { unit = "130", parent = City, on = "2026-10-01" });
        Assert.Equal("""{"code":"130","parent":{"code":"100"}}""", moved.GetProperty("unit").ToText());
        Assert.Equal("100 110", $"{await ParentOn("130", "2026-10-01")} {await ParentOn("130", "2026-09-30")}");
        Assert.Equal("REFUSED parent", await grid.Refused("moveUnit", new { unit = "130", parent = City }));
        Assert.Equal("REFUSED unit", await grid.Refused("moveUnit", new { unit = City, parent = County }));
        Assert.Equal("REFUSED level", await grid.Refused("moveUnit", new { unit = County, parent = Branch, on = "2026-11-01" }));
        Assert.Equal("NOT_FOUND unit", await grid.Refused("moveUnit", new { unit = "999", parent = City }));

        Assert.Equal("REFUSED unit", await grid.Refused("closeUnit", new { unit = County }));
        await grid.Done("closeUnit", "unit { code } entry { act until }", new { unit = "130", on = "2026-11-10" });
        Assert.Equal("null", (await grid.Ask("""{ unit(by: {code: "130"}) { code } }""")).GetProperty("unit").ToText());
        Assert.Equal("100", await ParentOn("130", "2026-11-10"));
        Assert.Equal(["CREATE_UNIT", "MOVE_UNIT", "CLOSE_UNIT"], (await grid.Ask("""{ unit(by: {code: "130"}, asOf: "2026-11-10") { history { nodes { act } } } }""")).GetProperty("unit").GetProperty("history").GetProperty("nodes").EnumerateArray().Select(e => e.GetProperty("act").GetString()));
    }

    [Fact]
    public async Task A_post_comes_and_goes_with_an_heir_for_its_items()
    {
        var done = await grid.Done("createPost", "post { code title layer keyFew version unit { code } } entry { act subject }", new { commandId = "p1", code = "111-9", unit = Branch, title = "某岗", layer = "岗位", keyFew = true, from = "2026-01-01" });
        Assert.Equal("""{"code":"111-9","title":"某岗","layer":"岗位","keyFew":true,"version":1,"unit":{"code":"111"}}""", done.GetProperty("post").ToText());
        Assert.Equal(done.ToText(), (await grid.Done("createPost", "post { code title layer keyFew version unit { code } } entry { act subject }", new { commandId = "p1", code = "111-9", unit = Branch, title = "某岗", layer = "岗位", keyFew = true, from = "2026-01-01" })).ToText());
        Assert.Contains("\"111-9\"", (await grid.Ask("""{ unit(by: {code: "111"}) { posts { code } } }""")).ToText(), StringComparison.Ordinal);
        Assert.Equal("REFUSED code", await grid.Refused("createPost", new { code = "111-9", unit = Branch, title = "某岗", layer = "岗位" }));
        Assert.Equal("REFUSED layer", await grid.Refused("createPost", new { code = "111-8", unit = Branch, title = "某岗", layer = "班组" }));
        Assert.Equal("REFUSED title", await grid.Refused("createPost", new { code = "111-8", unit = Branch, title = "", layer = "岗位" }));
        Assert.Equal("NOT_FOUND unit", await grid.Refused("createPost", new { code = "111-8", unit = "999", title = "某岗", layer = "岗位" }));
        var person = await grid.Person();
        await grid.Done("appoint", "post { version }", new { post = "111-9", person, from = "2026-02-01", expectedVersion = 1 });
        await GridCluster.WaitUntil(() => grid.Cluster.OverviewOf(City, Branch), o => o.Items >= 3, o => $"{o.Items} of 3 items");

        Assert.Equal("REFUSED heir", await grid.Refused("closePost", new { post = "111-9" }));
        Assert.Equal("REFUSED heir", await grid.Refused("closePost", new { post = "111-9", heir = "111-9" }));
        Assert.Equal("REFUSED heir", await grid.Refused("closePost", new { post = "111-9", heir = "111-1" }));
        Assert.Equal("NOT_FOUND heir", await grid.Refused("closePost", new { post = "111-9", heir = "nowhere" }));
        Assert.Equal("NOT_FOUND post", await grid.Refused("closePost", new { post = "nowhere" }));
        Assert.Equal("REFUSED code", await grid.Refused("createPost", new { code = County, unit = Branch, title = "某岗", layer = "岗位" }));
        Assert.Equal("REFUSED post", await grid.Refused("closePost", new { post = "111-9", heir = "111-2" }));
        await grid.Done("vacate", "post { version }", new { post = "111-9", person, on = "2026-11-15" });
        var closed = await grid.Done("closePost", "post { code version } entry { act subject other until }", new { post = "111-9", heir = "111-2", on = "2026-11-20", paper = "编〔2026〕2号" });

        Assert.Equal("""{"act":"CLOSE_POST","subject":"111-9","other":"111-2","until":"2026-11-20"}""", closed.GetProperty("entry").ToText());
        Assert.DoesNotContain("\"111-9\"", (await grid.Ask("""{ unit(by: {code: "111"}) { posts { code } } }""")).ToText(), StringComparison.Ordinal);
        Assert.Contains("\"111-9\"", (await grid.Ask("""{ unit(by: {code: "111"}, asOf: "2026-11-20") { posts { code } } }""")).ToText(), StringComparison.Ordinal);
        Assert.Equal("111-2", (await grid.Cluster.Grid(City).GetStructure()).Posts.Single(p => p.Code == "111-9" && p.Span.Superseded is null).Heir);
        Assert.Equal("REFUSED to", await grid.Refused("appoint", new { post = "111-9", person, from = "2026-11-16" }));
    }

    [Theory]
    [InlineData("closePost", "{ post: \"111-2\", on: \"9999-12-31\" }"), InlineData("closePost", "{ post: \"111-2\", on: \"0026-11-20\" }")]
    [InlineData("mergeUnits", "{ from: \"111\", into: \"110\", on: \"1899-12-31\" }"), InlineData("createPerson", "{ code: \"N3\", name: \"某\", home: \"110\", from: \"3000-01-01\" }")]
    public async Task A_day_of_another_age_is_a_bad_request(string mutation, string input)
    {
        var error = (await grid.Send($"mutation {{ {mutation}(input: {input}) {{ commandId }} }}")).GetProperty("errors")[0];

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_person_is_entered_once()
    {
        var done = await grid.Done("createPerson", "person { code name home { code } } entry { act subject text }", new { commandId = "n1", code = "N1", name = "某某某", home = Office, from = "2026-11-01" });

        Assert.Equal("""{"code":"N1","name":"某某某","home":{"code":"110D1"}}""", done.GetProperty("person").ToText());
        Assert.Equal(done.ToText(), (await grid.Done("createPerson", "person { code name home { code } } entry { act subject text }", new { commandId = "n1", code = "N1", name = "某某某", home = Office, from = "2026-11-01" })).ToText());
        Assert.Equal("""{"name":"某某某"}""", (await grid.Ask("""{ person(by: {code: "N1"}) { name } }""")).GetProperty("person").ToText());
        Assert.Equal("REFUSED code", await grid.Refused("createPerson", new { code = "N1", name = "另一人", home = Branch }));
        Assert.Equal("REFUSED code", await grid.Refused("createPerson", new { code = "N 2", name = "另一人", home = Branch }));
        Assert.Equal("REFUSED name", await grid.Refused("createPerson", new { code = "N2", name = "", home = Branch }));
        Assert.Equal("NOT_FOUND home", await grid.Refused("createPerson", new { code = "N2", name = "另一人", home = "999" }));
    }

    [Fact]
    public async Task A_link_is_made_and_ended()
    {
        var made = await grid.Done("link", "link { kind kindLabel subject target since until } entry { act subject other }", new { kind = "IN_CHARGE", subject = "110-1", target = Office, from = "2026-03-01", paper = "分工〔2026〕1号" });

        Assert.Equal("""{"kind":"IN_CHARGE","kindLabel":"分管","subject":"110-1","target":"110D1","since":"2026-03-01","until":null}""", made.GetProperty("link").ToText());
        Assert.Equal("REFUSED from", await grid.Refused("link", new { kind = "IN_CHARGE", subject = "110-1", target = Office, from = "2026-05-01" }));
        Assert.Equal("REFUSED target", await grid.Refused("link", new { kind = "IN_CHARGE", subject = "110-1", target = Branch }));
        Assert.Equal("REFUSED subject", await grid.Refused("link", new { kind = "ANSWERS_FOR", subject = County, target = Branch }));
        Assert.Equal("NOT_FOUND subject", await grid.Refused("link", new { kind = "ANSWERS_FOR", subject = "nowhere", target = Branch }));
        Assert.Equal("NOT_FOUND target", await grid.Refused("link", new { kind = "ANSWERS_FOR", subject = "110-1", target = "nowhere" }));
        var ended = await grid.Done("endLink", "link { until }", new { kind = "IN_CHARGE", subject = "110-1", target = Office, on = "2026-10-31" });
        Assert.Equal("""{"until":"2026-10-31"}""", ended.GetProperty("link").ToText());
        Assert.Equal("REFUSED on", await grid.Refused("endLink", new { kind = "IN_CHARGE", subject = "110-1", target = Office }));
        Assert.Equal("NOT_FOUND target", await grid.Refused("endLink", new { kind = "CHECKS", subject = "110-1", target = "111-1" }));
    }

    [Fact]
    public async Task A_list_is_drafted_and_issued()
    {
        object Duty(string code, string layer = "党委", string? refines = null) => new { code, aspect = "责任落实", title = "事项", layer, levels = new[] { 1 }, dueOn = "2027-03-31", refines };
        var draft = new { commandId = "l1", list = "2027", duties = new[] { Duty("2027-1"), Duty("2027-2", refines: "2027-1") } };

        var drafted = await grid.Done("draftList", "version list { code versions { number issuedAt duties { code } } }", draft);
        Assert.Equal("""{"code":"2027","versions":[{"number":1,"issuedAt":null,"duties":[{"code":"2027-1"},{"code":"2027-2"}]}]}""", drafted.GetProperty("list").ToText());
        Assert.Equal("REFUSED layer", await grid.Refused("draftList", new { list = "2027", duties = new[] { Duty("2027-3", "无") } }));
        Assert.Equal("REFUSED code", await grid.Refused("draftList", new { list = "2027", duties = new[] { Duty("2026-3") } }));
        Assert.Equal("NOT_FOUND refines", await grid.Refused("draftList", new { list = "2027", duties = new[] { Duty("2027-3", refines: "2027-9") } }));
        Assert.Equal(1, (await grid.Done("issueList", "version", new { commandId = "l2", list = "2027" })).GetProperty("version").GetInt32());
        Assert.Equal(1, (await grid.Done("issueList", "version", new { commandId = "l2", list = "2027" })).GetProperty("version").GetInt32());
        Assert.Equal(1, (await grid.Done("draftList", "version", draft)).GetProperty("version").GetInt32());
        Assert.Equal("REFUSED duties", await grid.Refused("draftList", new { list = "2027", duties = new[] { Duty("2027-3") } }));
        Assert.Equal("NOT_FOUND", await grid.Refused("issueList", new { list = "1999" }));
    }

    [Fact]
    public async Task Whoever_saw_a_unit_or_post_before_somebody_changed_it_is_refused()
    {
        await grid.Done("createUnit", "unit { code }", new { code = "150", name = "某分局", parent = County, kind = "BRANCH", from = "2026-06-01" });
        await grid.Done("createPost", "post { code }", new { code = "150-1", unit = "150", title = "某岗", layer = "岗位", from = "2026-06-01" });
        Assert.Equal(1, await VersionOf("150"));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("moveUnit", new { unit = "150", parent = City, on = "2026-07-01", expectedVersion = 0 }));
        var moved = await grid.Done("moveUnit", "unit { version }", new { commandId = "v2", unit = "150", parent = City, on = "2026-07-01", expectedVersion = 1 });
        Assert.Equal("""{"version":2}""", moved.GetProperty("unit").ToText());
        Assert.Equal(2, await VersionOf("150"));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("closeUnit", new { unit = "150", expectedVersion = 1 }));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("mergeUnits", new { from = "150", into = Branch, expectedVersion = 1 }));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("assignLine", new { unit = "150", line = "法制", expectedVersion = 1 }));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("closePost", new { post = "150-1", heir = "111-2", on = "2026-11-10", expectedVersion = 2 }));
        await grid.Done("closePost", "post { code }", new { post = "150-1", heir = "111-2", on = "2026-11-10", expectedVersion = 1 });
        await grid.Done("closeUnit", "unit { code }", new { unit = "150", on = "2026-11-10", expectedVersion = 2 });

        async Task<int> VersionOf(string unit) => (await grid.Ask("query($unit: String!) { unit(by: {code: $unit}) { version } }", new { unit })).GetProperty("unit").GetProperty("version").GetInt32();
    }

    [Fact]
    public async Task Whoever_saw_a_link_before_somebody_changed_it_is_refused()
    {
        var (subject, target) = (await grid.Post(), await grid.Post());
        object Link(int? expectedVersion, string? from = null, string? on = null, string? commandId = null) => (from, on) switch
        {
            (not null, _) => new { commandId, kind = "CHECKS", subject, target, from, expectedVersion },
            _ => new { commandId, kind = "CHECKS", subject, target, on, expectedVersion },
        };

        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("link", Link(1, from: "2026-03-01")));
        var made = await grid.Done("link", "link { version } entry { version }", Link(0, from: "2026-03-01", commandId: "made"));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("link", Link(0, from: "2026-03-01")));
        var stale = await grid.Do("endLink", "link { version }", Link(0, on: "2026-10-31"));
        Assert.Equal("CONFLICT 1", $"{stale.GetProperty("userErrors")[0].GetProperty("code").GetString()} {stale.GetProperty("userErrors")[0].GetProperty("current")}");
        var ended = await grid.Done("endLink", "link { version until } entry { version }", Link(1, on: "2026-10-31"));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("endLink", Link(1, on: "2026-09-30")));
        var again = await grid.Done("link", "link { version } entry { version }", Link(2, from: "2026-11-01"));

        Assert.Equal("""{"link":{"version":1},"entry":{"version":1},"userErrors":[]}""", made.ToText());
        Assert.Equal("""{"link":{"version":2,"until":"2026-10-31"},"entry":{"version":2},"userErrors":[]}""", ended.ToText());
        Assert.Equal("""{"link":{"version":3},"entry":{"version":3},"userErrors":[]}""", again.ToText());
        // As the first time, whatever was done since.
        Assert.Equal(made.ToText(), (await grid.Done("link", "link { version } entry { version }", Link(0, from: "2026-03-01", commandId: "made"))).ToText());
        Assert.Equal("3", (await grid.Ask("query($post: String!) { supervisors(of: $post) { link { version } } }", new { post = target })).GetProperty("supervisors").EnumerateArray()
            .Select(s => s.GetProperty("link")).Single(l => l.ValueKind == System.Text.Json.JsonValueKind.Object).GetProperty("version").ToString());
    }

    [Fact]
    public async Task A_list_has_a_history_in_which_lateness_is_marked_and_nobody_overtakes_a_draft()
    {
        object Duty(string title) => new { code = "2028-1", aspect = "责任落实", title, layer = "党委", levels = new[] { 1 }, dueOn = "2028-03-31" };
        const string Shown = "entry { act on late paper version } list { revision versions { number revision inForceFrom } }";

        var drafted = await grid.Done("draftList", Shown, new { commandId = "h1", list = "2028", duties = new[] { Duty("一") }, expectedVersion = 0, on = "2026-11-01", paper = "起草〔2026〕1号" });
        Assert.Equal("""{"act":"DRAFT_LIST","on":"2026-11-01","late":true,"paper":"起草〔2026〕1号","version":1}""", drafted.GetProperty("entry").ToText());
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("draftList", new { list = "2028", duties = new[] { Duty("二") }, expectedVersion = 0 }));
        Assert.Equal("CONFLICT expectedVersion", await grid.Refused("issueList", new { list = "2028", expectedVersion = 0 }));
        await grid.Done("issueList", Shown, new { commandId = "h2", list = "2028", expectedVersion = 1, on = "2026-11-02" });
        await grid.Done("draftList", Shown, new { commandId = "h3", list = "2028", duties = new[] { Duty("二") }, newVersion = true });
        Assert.Equal("REFUSED on", await grid.Refused("issueList", new { list = "2028", on = "2026-11-01" }));
        var issued = await grid.Done("issueList", Shown, new { commandId = "h4", list = "2028", on = "2026-11-03" });
        Assert.Equal("""{"act":"ISSUE_LIST","on":"2026-11-03","late":true,"paper":null,"version":2}""", issued.GetProperty("entry").ToText());
        Assert.Equal("""{"revision":2,"versions":[{"number":1,"revision":1,"inForceFrom":"2026-11-02"},{"number":2,"revision":2,"inForceFrom":"2026-11-03"}]}""", issued.GetProperty("list").ToText());

        // Told once more, it is the same entry; what is told of the past stops there.
        Assert.Equal(issued.GetProperty("entry").ToText(), (await grid.Done("issueList", Shown, new { commandId = "h4", list = "2028", on = "2026-11-03" })).GetProperty("entry").ToText());
        Assert.Equal(["DRAFT_LIST", "ISSUE_LIST", "DRAFT_LIST", "ISSUE_LIST"], await Acts(""));
        Assert.Equal(["DRAFT_LIST", "ISSUE_LIST"], await Acts(", asOf: \"2026-11-02\""));

        async Task<IEnumerable<string?>> Acts(string at) =>
            (await grid.Ask($"{{ list(code: \"2028\"{at}) {{ history(first: 10) {{ nodes {{ act }} }} }} }}")).GetProperty("list").GetProperty("history").GetProperty("nodes").EnumerateArray().Select(entry => entry.GetProperty("act").GetString());
    }

    private async Task<string?> ParentOn(string unit, string day) =>
        (await grid.Ask("query($unit: String!, $day: Date) { unit(by: {code: $unit}, asOf: $day) { parent { code } } }", new { unit, day })).GetProperty("unit").GetProperty("parent").GetProperty("code").GetString();
}
