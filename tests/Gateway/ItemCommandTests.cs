using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.Gateway.ItemCommands;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Each mutation on an item over HTTP, and what it leaves to be read.</summary>
[Collection(nameof(ItemCommands))]
[OnBothDatabases]
public sealed class ItemCommandTests(GridHost grid)
{
    [Fact]
    public async Task An_item_goes_from_acceptance_to_closing_and_back_once()
    {
        const string Post = "370702001-04";
        (string Actor, string Mutation, object More, string State, string Act)[] steps =
        [
            (Post, "acceptItem", new { text = "收到" }, "ACCEPTED", "ACCEPT_ITEM"),
            (Post, "reportItem", new { percent = 40, text = "已排查", evidence = (string[])["台账"], paper = "某发〔2026〕1号" }, "IN_PROGRESS", "REPORT_ITEM"),
            (Post, "submitItem", new { evidence = (string[])["照片"] }, "SUBMITTED", "SUBMIT_ITEM"),
            (County, "returnItem", new { reason = "佐证不足" }, "RETURNED", "RETURN_ITEM"),
            (Post, "reportItem", new { percent = 100 }, "IN_PROGRESS", "REPORT_ITEM"),
            (Post, "submitItem", new { }, "SUBMITTED", "SUBMIT_ITEM"),
            (County, "closeItem", new { text = "属实" }, "CLOSED", "CLOSE_ITEM"),
        ];
        foreach (var (version, (actor, mutation, more, state, act)) in steps.Index())
        {
            var done = await grid.Do(actor, mutation, Post, more);

            Assert.Empty(done.GetProperty("userErrors").EnumerateArray());
            Assert.Equal((state, $"{version + 1}"), (done.Text("item", "state"), done.Text("item", "version")));
            Assert.Equal((act, state, actor), (done.Text("entry", "act"), done.Text("entry", "state"), done.Text("entry", "who", "code")));
        }

        var item = await grid.Read(Post, "stateLabel percent lastMoved history { totalCount nodes { act text paper evidence who { name } } }");
        Assert.Equal(("已销号", "100"), (item.Text("stateLabel"), item.Text("percent")));
        var report = item.GetProperty("history").GetProperty("nodes")[1];
        Assert.Equal(("已排查", "某发〔2026〕1号", "台账"), (report.Text("text"), report.Text("paper"), report.GetProperty("evidence")[0].GetString()));
        Assert.Equal("7", item.Text("history", "totalCount"));
    }

    [Theory]
    [InlineData(false, "PENDING", "REJECT_DISPUTE"), InlineData(true, "RETIRED", "UPHOLD_DISPUTE")]
    public async Task A_dispute_comes_back_to_whoever_issued_the_list(bool upheld, string state, string act)
    {
        var post = upheld ? "370702001-05" : "370702001-06";
        await grid.Go(post, (post, "disputeItem", new { reason = "不属本岗职责" }));

        var resolved = await grid.Do(City, "resolveDispute", post, new { upheld, reason = "经研究" });

        Assert.Equal((state, act, "经研究"), (resolved.Text("item", "state"), resolved.Text("entry", "act"), resolved.Text("entry", "text")));
    }

    [Fact]
    public async Task An_extension_names_its_approver_and_a_reminder_changes_nothing()
    {
        const string Post = "370702001-07";
        var extended = await grid.Do(Post, "extendItem", Post, new { dueOn = "2027-01-31", reason = "系统升级", approver = County });
        var reminded = await grid.Do(City, "logReminder", Post, new { text = "电话" });

        Assert.Equal(("2027-01-31", County, "PENDING"), (extended.Text("item", "dueOn"), extended.Text("entry", "other"), extended.Text("item", "state")));
        Assert.Equal(("1", "LOG_REMINDER", "PENDING"), (reminded.Text("item", "version"), reminded.Text("entry", "act"), reminded.Text("item", "state")));
    }

    [Fact]
    public async Task A_refined_child_is_found_below_its_parent_and_leads_up_to_it()
    {
        const string Duty = "2026-02-03", Post = "370702006-04", County = "370702-04";
        await grid.Do(County, "acceptItem", County, duty: Duty);
        var refined = await grid.Do(County, "refineItem", County, new { post = Post, title = "望留分局专题调度", measure = "逐户排查", dueOn = "2026-06-01" }, duty: Duty);
        Assert.Empty(refined.GetProperty("userErrors").EnumerateArray());
        Assert.Equal((Post, "REFINE_ITEM"), (refined.Text("entry", "subject"), refined.Text("entry", "act")));
        var code = refined.Text("entry", "other")!;

        var child = await grid.Read(Post, "id state dueOn depth duty { title standard } refinedFrom { duty post } parents { id } chain { unit { code } items { id } }", code);
        var parent = await grid.Read(County, "id depth children { id }", Duty);

        Assert.Equal(("PENDING", "望留分局专题调度", "逐户排查"), (child.Text("state"), child.Text("duty", "title"), child.Text("duty", "standard")));
        Assert.Equal((Duty, County), (child.Text("refinedFrom", "duty"), child.Text("refinedFrom", "post")));
        Assert.Equal(parent.Text("id"), Assert.Single(child.GetProperty("parents").EnumerateArray()).Text("id"));
        Assert.Contains(child.Text("id"), parent.GetProperty("children").EnumerateArray().Select(c => c.Text("id")));
        var chain = child.GetProperty("chain").EnumerateArray().ToList();
        Assert.Equal(["370702006", "370702", "370700"], chain.Select(link => link.Text("unit", "code")));
        Assert.Equal([child.Text("id"), parent.Text("id")], chain.Take(2).Select(link => link.GetProperty("items")[0].Text("id")));
        Assert.Equal("已签收", (await grid.Do(Post, "acceptItem", Post, duty: code)).Text("item", "stateLabel"));
    }

    [Fact]
    public async Task Cover_acts_in_its_own_name_for_the_holder()
    {
        const string Unit = "370702003", Post = "370702003-04", Cover = "P370700034";
        await grid.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("370700", Unit)).Record(new UnitFacts
        {
            Fills = [new Fill { Post = Post, Person = Cover, Name = "代理人", Kind = FillKind.Acting, Span = new Span { From = new(2026, 11, 1) } }],
        });
        var holder = (await grid.Ask($$"""{ unit(by: {code: "{{Unit}}"}) { posts { code holders { person { code } kind } } } }""")).GetProperty("unit").GetProperty("posts").EnumerateArray()
            .Single(p => p.Text("code") == Post).GetProperty("holders")[0].Text("person", "code");

        var who = (await grid.Do(Cover, "acceptItem", Post)).GetProperty("entry").GetProperty("who");

        Assert.Equal((Cover, Post, Cover, holder), (who.Text("code"), who.Text("post"), who.Text("person"), who.Text("for")));
        Assert.Equal(Unit, who.Text("unit"));
    }

    [Fact]
    public async Task A_history_is_read_by_pages_that_later_entries_do_not_shift()
    {
        const string Post = "370702002-04";
        await grid.Go(Post, (Post, "acceptItem", new { }));
        for (var percent = 1; percent <= 40; percent++) await grid.Go(Post, (Post, "reportItem", new { percent }));

        var read = new List<string?>();
        for (string? after = null; ;)
        {
            var page = (await grid.Read(Post, $"history(first: 7{(after is null ? "" : $", after: \"{after}\"")}) {{ totalCount nodes {{ version percent }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }}")).GetProperty("history");
            Assert.Equal(after is not null, page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(e => e.Text("percent")));
            after = page.Text("pageInfo", "endCursor");
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            if (read.Count == 7) await grid.Go(Post, (Post, "reportItem", new { percent = 41 }));
        }

        Assert.Equal(Enumerable.Range(0, 42).Select(n => n == 0 ? "" : $"{n}"), read);
        Assert.Equal("BAD_USER_INPUT", (await grid.Send("""{ item(by: {key: {list: "2026", duty: "2026-06-04", post: "370702002-04"}}) { history(after: "nonsense") { totalCount } } }""")).GetProperty("errors")[0].Text("extensions", "code"));
        Assert.Equal("0", (await grid.Read("370702002-05", "history { totalCount }")).Text("history", "totalCount"));
    }

    [Fact]
    public async Task A_report_costs_one_grain_call_whichever_way_the_item_is_named()
    {
        const string Post = "370702002-06";
        await grid.Go(Post, (Post, "acceptItem", new { }));
        var id = (await grid.Read(Post, "id")).Text("id");
        foreach (var item in (object[])[Item(Post), new { id }])
        {
            grid.Counter.Calls.Clear();
            Assert.Equal("50", (await grid.Do(Post, "reportItem", Post, new { item, percent = 50 })).Text("item", "percent"));
            Assert.Equal(["ResponsibilityGrid.ICommandsGrain.Act"], grid.Counter.Calls);
        }
    }
}
