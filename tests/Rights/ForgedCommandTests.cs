using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What somebody with a valid pass asks beyond their rights: commands that no gateway sends, and questions whose answers would tell of others.</summary>
[Collection(nameof(RightsHost))]
public sealed class ForgedCommandTests(RightsHost host)
{
    private const string Other = SmallItems.Other;

    private static readonly Principal CountyClerk = Clerk with { Acting = SmallItems.CountyHead }, OtherClerk = RightsHost.Other with { Acting = SmallItems.Stranger };

    private ICommandsGrain Commands => host.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    [Theory]
    [InlineData(Act.CreateUnit), InlineData(Act.MoveUnit), InlineData(Act.MergeUnits), InlineData(Act.CloseUnit), InlineData(Act.CreatePost), InlineData(Act.ClosePost), InlineData(Act.MovePost)]
    public async Task What_the_grid_orders_of_units_nobody_else_does(Act act)
    {
        foreach (var caller in (Principal[])[CountyClerk, Issuer with { Acting = SmallItems.CityHead }])
            Assert.Equal(RefusalCode.Forbidden, await Refused(caller, () => Commands.Change(new UnitCommand { Id = $"order-{act}", Act = act, Unit = Other, Post = SmallItems.Stranger, Person = $"P{SmallItems.Stranger}" })));
    }

    [Fact]
    public async Task An_id_that_somebody_else_used_tells_nothing_and_the_sender_hears_what_came_of_it()
    {
        var born = new UnitCommand { Id = "born", Digest = 1, Act = Act.CreatePerson, Unit = Other, Person = "P-born", Name = "新人" };
        var first = await As(OtherClerk, () => Commands.Change(born));

        Assert.Equal(RefusalCode.Forbidden, await Refused(CountyClerk, () => Commands.Change(born)));
        Assert.Equal(RefusalCode.Forbidden, await Refused(CountyClerk, () => Commands.Change(born with { Digest = 2 })));
        Assert.Equal(first.Entry.Number, (await As(OtherClerk, () => Commands.Change(born))).Entry.Number);
        Assert.Equal(RefusalCode.Conflict, await Refused(OtherClerk, () => Commands.Change(born with { Digest = 2 })));
        Assert.Equal(RefusalCode.BadUserInput, await Refused(OtherClerk, () => Commands.Change(born with { Id = "", Digest = 0 })));
    }

    [Fact]
    public async Task A_finding_is_read_where_it_is_kept_and_not_brought_along() =>
        Assert.Equal(RefusalCode.NotFound, await Refused(Issuer with { Acting = SmallItems.CityHead }, () => Commands.Change(new ReferralCommand
        {
            Id = "made-up", Act = Act.Refer, Unit = County, To = City, DueOn = new DateOnly(2027, 1, 1), Finding = new SupervisionAction { Unit = Other, By = City, Text = "编的" },
        })));

    [Fact]
    public async Task A_forecast_about_units_that_are_not_seen_tells_nothing_of_them()
    {
        var oversight = host.Cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City));
        var on = new DateOnly(2026, 12, 1);

        // The rules would name what hangs below it.
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => oversight.Foresee(new ForecastQuery { Unit = Other, On = on, First = 10 })));
        Assert.Equal(RefusalCode.NotFound, await Refused(Clerk, () => oversight.Foresee(new ForecastQuery { Unit = Other, Into = City, On = on, First = 10 })));
        foreach (var heir in (string[])[SmallItems.Stranger, "999-9"])
        {
            var refusal = await Assert.ThrowsAsync<GridRuleException>(() => As(Clerk, () => oversight.Foresee(new ForecastQuery { Unit = Branch, On = on, Heirs = [new Heir(SmallItems.Worker, heir)], First = 10 })));
            Assert.Equal($"没有编码为“{heir}”的岗位。", refusal.Message);
        }
    }

    [Fact]
    public async Task Who_acts_from_a_post_of_several_is_whoever_calls()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems(2);
        var commands = cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));
        await commands.Change(new UnitCommand
        {
            Id = "cover", Act = Act.Appoint, Actor = SmallItems.Someone(SmallItems.CountyHead), Post = SmallItems.BranchHead, Person = $"P{SmallItems.Worker}", Kind = FillKind.Acting, On = new(2026, 11, 20), Until = new(2026, 12, 20),
        });
        var accept = SmallItems.Command("x", Act.AcceptItem, SmallItems.ItemOf(SmallItems.BranchHead), SmallItems.BranchHead);

        var who = (await As(Worker with { Acting = SmallItems.BranchHead }, () => commands.Act(accept))).Entry.Who;

        Assert.Equal((SmallItems.BranchHead, $"P{SmallItems.Worker}", $"P{SmallItems.BranchHead}"), (who.Post, who.Person, who.For));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Worker with { Acting = $"P{SmallItems.BranchHead}" }, () => commands.Act(accept with { Id = "y" })));
    }

    [Fact]
    public async Task A_queue_of_somebody_else_holds_nothing_that_its_reader_does_not_see()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems(2);
        await cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(Clerk.Subject, Role.Clerk, County, null, DateTimeOffset.MinValue)]);
        await cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new UnitCommand
        {
            Id = "led", Act = Act.Link, Actor = SmallItems.Someone(SmallItems.CityHead), Link = LinkKind.AnswersFor, Subject = SmallItems.CountyHead, Target = Other, On = new(2026, 1, 1),
        });
        var item = SmallItems.ItemOf(SmallItems.Stranger);
        await cluster.Do("a", Act.AcceptItem, item, SmallItems.Stranger);
        await cluster.Do("r", Act.ReportItem, item, SmallItems.Stranger);
        await cluster.Do("s", Act.SubmitItem, item, SmallItems.Stranger);

        // Whoever answers for it finds it there, as soon as the unit has said so upwards.
        await GridCluster.WaitUntil(async () => (await Queue()).Submissions.Items.Select(i => i.Key), keys => keys.Contains(item), keys => $"only {string.Join(' ', keys)}");
        Assert.DoesNotContain(item, (await As(Clerk, Queue)).Submissions.Items.Select(i => i.Key));

        Task<QueueView> Queue() => cluster.Graph(City).GetQueue(SmallItems.CountyHead, 50);
    }
}
