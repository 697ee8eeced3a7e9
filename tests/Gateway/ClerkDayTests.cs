using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>A day of the clerk of a county bureau, who keeps the books of its posts; everybody else acts in their own name.</summary>
[OnBothDatabases]
public sealed partial class ClerkDayTests(ClerkHost grid) : IClassFixture<ClerkHost>
{
    private const string
        Clerk = ClerkHost.Clerk, Municipal = "370700-02", County = "370702", OtherCounty = "370703", Branch = "370702001",
        Newcomer = "P370702999", Left = "P370700051", Successor = "P370700050",
        Head = "370702001-01", Deputy = "370702001-02", Upheld = "370702001-04", Rejected = "370702001-05";

    private string today = "", yesterday = "";
    private Count morning = new(0, 0, 0);

    [Fact]
    public async Task Over_real_HTTP_a_day_of_a_county_clerk_is_played_on_the_sample()
    {
        today = (await grid.Ask("""{ overview(unit: "370700") { asOf } }""")).GetProperty("overview").Text("asOf")!;
        yesterday = $"{DateOnly.Parse(today).AddDays(-1):yyyy-MM-dd}";

        await A_newcomer_is_entered_and_appointed();
        await The_newcomer_accepts_what_waits_and_reports();
        await The_municipal_office_closes_what_was_submitted();
        await The_municipal_office_upholds_one_dispute_and_rejects_another();
        await A_post_is_handed_over_with_its_items();
        await A_branch_is_moved_with_its_items();
        await All_of_it_is_there_after_a_restart();
    }

    private async Task A_newcomer_is_entered_and_appointed()
    {
        morning = await Numbers(County);
        Assert.Equal($$"""{"code":"{{Deputy}}","gap":"POST_VACANT","holders":[]}""", await Post(Branch, Deputy));

        Assert.Equal($$$"""{"code":"{{{Newcomer}}}","home":{"code":"{{{Branch}}}"}}""", await grid.Done(Clerk, "createPerson", "person { code home { code } }", new { code = Newcomer, name = "新某某", home = Branch }));
        Assert.Equal("""{"version":1}""", await grid.Done(Clerk, "appoint", "post { version }", new { post = Deputy, person = Newcomer, paper = "干任〔2026〕90号", expectedVersion = 0 }));
        Assert.Equal("REFUSED post", await grid.Refused(Clerk, "appoint", new { post = Deputy, person = Successor }));
        Assert.Equal("REFUSED code", await grid.Refused(Clerk, "createPerson", new { code = Newcomer, name = "又一人", home = Branch }));

        Assert.Equal($$$"""{"code":"{{{Deputy}}}","gap":null,"holders":[{"person":{"code":"{{{Newcomer}}}"}}]}""", await Post(Branch, Deputy));
        Assert.Equal($$"""{"code":"{{Deputy}}","gap":"POST_VACANT","holders":[]}""", await Post(Branch, Deputy, yesterday));
        Assert.Equal([Deputy], await PostsOf(Newcomer));
        await Numbers(County, (morning.Persons + 1, morning.Vacant - 1, morning.Items));
    }

    private async Task The_newcomer_accepts_what_waits_and_reports()
    {
        var waiting = (await Queue(Deputy, "toAccept")).ToList();
        Assert.Equal(["2026-01-07", "2026-03-04", "2026-05-04", "2026-05-05", "2026-07-02", "2026-10-02", "2026-12-05"], waiting.Select(key => key.Split('/')[0]).Order(StringComparer.Ordinal));
        foreach (var duty in waiting.Select(key => key.Split('/')[0]))
            Assert.Equal("""{"state":"ACCEPTED","version":1}""", await grid.Item(Newcomer, "acceptItem", new { item = Item(Deputy, duty), expectedVersion = 0 }));
        Assert.Equal("REFUSED", await grid.Refused(Newcomer, "acceptItem", new { item = Item(Deputy, "2026-12-05") }));

        Assert.Equal("""{"state":"IN_PROGRESS","version":2}""", await grid.Item(Newcomer, "reportItem", new { item = Item(Deputy, "2026-12-05"), percent = 60, text = "已排查", expectedVersion = 1 }));
        Assert.Equal("CONFLICT expectedVersion 2", await grid.Refused(Newcomer, "reportItem", new { item = Item(Deputy, "2026-12-05"), percent = 70, expectedVersion = 1 }));

        Assert.Empty(await Queue(Deputy, "toAccept"));
        Assert.Equal($"IN_PROGRESS 2 60: ACCEPT_ITEM {Newcomer}, REPORT_ITEM {Newcomer}", await Told(Deputy, "2026-12-05"));
        await States(Branch, ("ACCEPTED", 6), ("IN_PROGRESS", 1));
    }

    private async Task The_municipal_office_closes_what_was_submitted()
    {
        Assert.Equal("""{"state":"SUBMITTED","version":3}""", await grid.Item(Newcomer, "submitItem", new { item = Item(Deputy, "2026-12-05"), evidence = new[] { "台账" } }));
        Assert.Equal("REFUSED", await grid.Refused(Newcomer, "closeItem", new { item = Item(Deputy, "2026-12-05") }));
        Assert.Equal("REFUSED", await grid.Refused(Head, "closeItem", new { item = Item(Deputy, "2026-12-05") }));
        Assert.Equal([$"2026-12-05/{Deputy}"], await Queue(Municipal, "submissions", 1));

        Assert.Equal("""{"state":"CLOSED","version":4}""", await grid.Item(Municipal, "closeItem", new { item = Item(Deputy, "2026-12-05"), text = "属实", expectedVersion = 3 }));

        await Queue(Municipal, "submissions", 0);
        Assert.Equal($"CLOSED 4 60: ACCEPT_ITEM {Newcomer}, REPORT_ITEM {Newcomer}, SUBMIT_ITEM {Newcomer}, CLOSE_ITEM P370700002", await Told(Deputy, "2026-12-05"));
        await States("370700", ("ACCEPTED", 6), ("CLOSED", 1));
    }

    private async Task The_municipal_office_upholds_one_dispute_and_rejects_another()
    {
        foreach (var post in (string[])[Upheld, Rejected])
            Assert.Equal("""{"state":"DISPUTED","version":1}""", await grid.Item(post, "disputeItem", new { item = Item(post), reason = "不属本岗职责" }));
        Assert.Equal([$"2026-06-04/{Upheld}", $"2026-06-04/{Rejected}"], await Queue(Municipal, "disputes", 2));
        Assert.Equal("REFUSED", await grid.Refused("370702-02", "resolveDispute", new { item = Item(Upheld), upheld = true, reason = "同意" }));

        Assert.Equal("""{"state":"RETIRED","version":2}""", await grid.Item(Municipal, "resolveDispute", new { item = Item(Upheld), upheld = true, reason = "经研究成立" }));
        Assert.Equal("""{"state":"PENDING","version":2}""", await grid.Item(Municipal, "resolveDispute", new { item = Item(Rejected), upheld = false, reason = "经研究不成立" }));

        await Queue(Municipal, "disputes", 0);
        Assert.DoesNotContain($"2026-06-04/{Upheld}", await Queue(Upheld, "toAccept"));
        Assert.Contains($"2026-06-04/{Rejected}", await Queue(Rejected, "toAccept"));
        Assert.Equal("RETIRED 2 : DISPUTE_ITEM P370700053, UPHOLD_DISPUTE P370700002", await Told(Upheld));
        Assert.Equal("PENDING 2 : DISPUTE_ITEM P370700054, REJECT_DISPUTE P370700002", await Told(Rejected));
        await States("370700", ("PENDING", 4899 - 1 - 7), ("DISPUTED", 0), ("RETIRED", 0), ("CLOSED", 1)); // What is retired is counted no more.
    }

    private async Task A_post_is_handed_over_with_its_items()
    {
        await grid.Item(Left, "acceptItem", new { item = Item(Head, "2026-01-05") });
        await grid.Item(Left, "reportItem", new { item = Item(Head, "2026-01-05"), percent = 30 });
        var before = await Items(Branch);

        await grid.Done(Clerk, "vacate", "post { version }", new { post = "370702D07-01", person = Successor, on = yesterday, disposeAll = "KEPT_WITH_POST", paper = "干任〔2026〕91号" });
        await grid.Done(Clerk, "vacate", "post { version }", new { post = Head, person = Left, on = yesterday, disposeAll = "KEPT_WITH_POST", paper = "干任〔2026〕91号" });
        Assert.Equal($$"""{"code":"{{Head}}","gap":"HOLDER_LEFT","holders":[]}""", await Post(Branch, Head));
        await grid.Done(Clerk, "appoint", "post { version }", new { post = Head, person = Successor, paper = "干任〔2026〕91号" });

        Assert.Equal([Head], await PostsOf(Successor));
        Assert.Equal(["370702D07-01"], await PostsOf(Successor, yesterday));
        Assert.Empty(await PostsOf(Left));
        Assert.Equal([Head], await PostsOf(Left, yesterday));
        Assert.Equal(before, await Items(Branch));
        Assert.Equal("""{"state":"IN_PROGRESS","version":3}""", await grid.Item(Successor, "reportItem", new { item = Item(Head, "2026-01-05"), percent = 50, expectedVersion = 2 }));
        Assert.Equal($"IN_PROGRESS 3 50: ACCEPT_ITEM {Left}, REPORT_ITEM {Left}, REPORT_ITEM {Successor}", await Told(Head, "2026-01-05"));
    }

    private async Task A_branch_is_moved_with_its_items()
    {
        // One post filled and another left behind, one person more, and one item retired.
        var from = await Numbers(County, (morning.Persons + 1, morning.Vacant, morning.Items - 1));
        var (items, branch, to) = (await Items(Branch), await Numbers(Branch), await Numbers(OtherCounty));

        Assert.Equal($$$"""{"parent":{"code":"{{{OtherCounty}}}"}}""", await grid.Done(Municipal, "moveUnit", "unit { parent { code } }", new { unit = Branch, parent = OtherCounty, paper = "编〔2026〕9号" }));

        Assert.Equal($"{OtherCounty} {County}", $"{await Parent(today)} {await Parent(yesterday)}");
        await Numbers(County, (from.Persons - branch.Persons, from.Vacant - branch.Vacant, from.Items - branch.Items));
        await Numbers(OtherCounty, (to.Persons + branch.Persons, to.Vacant + branch.Vacant, to.Items + branch.Items));
        Assert.Equal(items, await Items(Branch));
        Assert.Equal("REFUSED", await grid.Refused("370702-02", "acceptItem", new { item = Item(Head, "2026-05-02") }));
        Assert.Equal("""{"state":"ACCEPTED","version":1}""", await grid.Item("370703-02", "acceptItem", new { item = Item(Head, "2026-05-02") }));
        await States(County, ("ACCEPTED", 0), ("CLOSED", 0));
        await States(OtherCounty, ("ACCEPTED", 7), ("IN_PROGRESS", 1), ("CLOSED", 1), ("DISPUTED", 0));
    }

    private async Task All_of_it_is_there_after_a_restart()
    {
        await States("370700", ("PENDING", 4899 - 1 - 9), ("ACCEPTED", 7), ("IN_PROGRESS", 1), ("CLOSED", 1));
        var before = await Everything();

        await grid.Restart();

        Assert.Equal(before, await Everything());
        Assert.Equal("CONFLICT expectedVersion 3", await grid.Refused(Successor, "reportItem", new { item = Item(Head, "2026-01-05"), percent = 60, expectedVersion = 2 }));
        Assert.Equal("""{"state":"SUBMITTED","version":4}""", await grid.Item(Successor, "submitItem", new { item = Item(Head, "2026-01-05"), expectedVersion = 3 }));
    }
}
