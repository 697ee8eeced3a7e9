using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Answers that their asker keeps: nobody can tell it by what they read, only by its being the same object.</summary>
[Collection(nameof(RightsHost))]
public sealed class HeldAnswersTests(RightsHost host)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ItemKey Item = new(City, List, "2026-2", $"{Branch}-2");

    public static TheoryData<string> Questions => [.. Asked.Keys];

    private static readonly Dictionary<string, Func<GridCluster, Task<object>>> Asked = new()
    {
        ["a page"] = async cluster => await cluster.Ledger(City, City).ListItems(new ItemQuery { First = 10 }),
        ["a unit with its page"] = async cluster =>
        {
            var page = await cluster.Ledger(City, Branch).ListItems(new ItemQuery { First = 10, WithUnit = true, OwnOnly = true });
            Assert.Equal(Branch, page.Unit!.Unit.Code);
            return page;
        },
        ["an overview"] = async cluster => await cluster.Ledger(City, City).GetOverview(null),
        ["a chain"] = async cluster => await cluster.Graph(City).GetChain(Item, null),
        ["a unit"] = async cluster => (await cluster.Graph(City).GetUnit(Branch, null))!,
    };

    [Theory, MemberData(nameof(Questions))]
    public async Task What_still_stands_does_not_travel_again(string question)
    {
        await using var cluster = await Small();
        // Reminders are given once, and change nothing afterwards.
        await cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();

        var kept = await Patience.Until("the same answer twice", async () => await Ask() is var answer && ReferenceEquals(answer, await Ask()) ? answer : null);

        await cluster.Unit(City, Branch).Record(new UnitFacts { Fills = [Fill(Item.Post, $"P{Item.Post}", Start) with { Name = "改名" }] });
        var changed = await Ask();
        if (question == "an overview") Assert.Equivalent(kept, changed);
        else
        {
            Assert.NotSame(kept, changed);
            Assert.Contains("改名", Text(changed), StringComparison.Ordinal);
            Assert.DoesNotContain("改名", Text(kept), StringComparison.Ordinal);
        }

        // As somebody who asks from outside, and not as the program, which is told more.
        Task<object> Ask() => As(RightsHost.Office, () => Asked[question](cluster));
    }

    [Fact]
    public async Task Numbers_that_changed_are_told()
    {
        await using var cluster = await Small();
        var before = await cluster.OverviewOf(City, City);

        await cluster.Unit(City, Branch).Record(new UnitFacts { Fills = [Fill(Item.Post, $"P{Item.Post}", Start, Start.AddDays(30))] });

        await GridCluster.WaitUntil(() => cluster.OverviewOf(City, City), overview => overview.Unassigned == before.Unassigned + 1, overview => $"{overview.Unassigned} unassigned");
    }

    /// <summary>All through one client, as all callers of a gateway.</summary>
    [Fact]
    public async Task Everybody_is_told_their_own_whatever_was_told_to_others()
    {
        var all = await CodesAs(RightsHost.Office);
        var county = await CodesAs(Clerk);
        Assert.True(county.Count < all.Count && county.Count > 0);

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(all, await CodesAs(RightsHost.Office));
            Assert.Equal(county, await CodesAs(Clerk));
            Assert.Equal(RefusalCode.Forbidden, await Refused(Nobody, () => host.Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 })));
            Assert.Equal(RefusalCode.NotFound, await Refused(RightsHost.Other, () => host.Cluster.Ledger(City, County).ListItems(new ItemQuery { First = 100 })));
        }

        async Task<List<string>> CodesAs(Principal caller) =>
            [.. (await As(caller, () => host.Cluster.Ledger(City, City).ListItems(new ItemQuery { First = 100 }))).Items.Select(item => item.Key.ToString())];
    }

    [Fact]
    public void An_offer_is_for_the_grain_that_was_asked_and_comes_from_elsewhere()
    {
        var (asked, another) = (GrainId.Create("unit", GridKeys.Unit(City, Branch)), GrainId.Create("unit", GridKeys.Unit(City, County)));

        Assert.Equal((UInt128)7, Taken(asked, "", "S1"));
        Assert.Equal((UInt128)7, Taken(asked, "S2", "S1"));
        Assert.Null(Taken(asked, "S1", "S1"));
        Assert.Null(Taken(another, "S2", "S1"));
        // It is good for one call.
        Assert.Null(HeldAnswer.TakeOffer(asked, "S1"));
        RequestContext.Set("grid.held", $"seven  {asked}");
        Assert.Null(HeldAnswer.TakeOffer(asked, "S1"));

        UInt128? Taken(GrainId by, string from, string at)
        {
            HeldAnswer.Offer(asked, 7, from);
            return HeldAnswer.TakeOffer(by, at);
        }
    }

    [Fact]
    public void Only_what_is_read_is_held() => Assert.All(HeldAttribute.Methods.Keys, method =>
    {
        Assert.Contains(method.GetCustomAttribute<NeedsAttribute>()!.Right, (Right[])[Right.Read, Right.System]);
        Assert.Matches("^(Get|List)", method.Name);
    });

    private static async Task<GridCluster> Small()
    {
        var cluster = await GridCluster.Start();
        await cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(RightsHost.Office.Subject, Role.Office, null, null, DateTimeOffset.MinValue)]);
        await cluster.EnterSmall();
        await cluster.Issue(City, List);
        await cluster.WaitUntilSettled(City);
        return cluster;
    }

    private static string Text(object answer) => JsonSerializer.Serialize(answer, Plain);
}
