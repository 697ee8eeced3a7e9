using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What follows from a post, and what was granted to whoever sits on it, to the day.</summary>
public sealed class EndedFillTests : IAsyncLifetime
{
    private static readonly PostEntry Seat = Place(Branch, "岗位", 60);

    private static readonly Principal Leaver = new() { Subject = "account:leaver", Grid = City, Person = $"P{Seat.Code}" };

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
        await _cluster.Grid(City).Enter([], [Seat]);
        await _cluster.Unit(City, Branch).Record(Facts(Seat));
        await _cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart($"post:{Seat.Code}", Role.Office, null, null, DateTimeOffset.MinValue)]);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Whoever_leaves_a_post_has_its_rights_on_the_last_day_and_none_on_the_next()
    {
        await GridCluster.WaitUntil(Refusal, failure => failure is null, failure => $"not honoured yet: {failure}");
        await As(null, () => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new UnitCommand
        {
            Id = "leave", Act = Act.Vacate, Post = Seat.Code, Person = Leaver.Person, On = new DateOnly(2026, 11, 22), Until = new DateOnly(2026, 11, 22), Actor = SmallItems.Someone(SmallItems.CityHead),
        }));

        // The last minute of the last day, and midnight.
        _cluster.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(1));
        Assert.Null(await Refusal());
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        await GridCluster.WaitUntil(Refusal, failure => failure is GridRuleException { Code: RefusalCode.Forbidden }, failure => $"still honoured: {failure}");
        Assert.Equal(RefusalCode.Forbidden, await Refused(Leaver, () => _cluster.Graph(City).GetQueue(Seat.Code, 5)));
    }

    [Fact]
    public void A_grant_is_in_force_from_its_first_day_to_its_last_and_not_before_it_was_approved()
    {
        var (outline, noon) = (new Outline(new Structure { Grid = City, Version = 1, Units = [.. Tree] }, new Moment(Start, DateTimeOffset.MaxValue)), GridCluster.Noon);
        var proposed = GrantRules.Propose(new(), new GrantCommand { Id = "p", Who = "account:one", Role = Role.Clerk, Over = County, On = new DateOnly(2026, 11, 24), Until = new DateOnly(2026, 11, 26) }, outline, [], noon);
        var approved = GrantRules.Approve(proposed, new GrantCommand { Id = "a", Grant = "p", Caller = SecAdmin }, outline.Settings, [], noon);

        Assert.Empty(Days(proposed));
        Assert.Equal([24, 25, 26], Days(approved));

        static IEnumerable<int> Days(RightsState state) => Enumerable.Range(20, 10).Where(day => state.Grants.Exists(grant => grant.Holds(new Moment(new DateOnly(2026, 11, day), DateTimeOffset.MaxValue))));
    }

    /// <summary>What the grid refuses of a unit that only the grant of the post lets the leaver see.</summary>
    private async Task<Exception?> Refusal() => await Record.ExceptionAsync(() => As(Leaver, () => _cluster.Graph(City).GetUnit(SmallItems.Other, null)));
}
