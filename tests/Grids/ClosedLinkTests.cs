using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>What becomes of links when one of their ends is closed.</summary>
[OnBothDatabases]
public sealed class ClosedLinkTests : IAsyncLifetime
{
    private const string Deputy = $"{County}-5", Aide = $"{Branch}-6", Empty = "112", Paper = "编〔2026〕4号";
    private static readonly DateOnly Last = new(2026, 11, 20);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        PostEntry[] vacant = [Place(County, "班子成员", 5), Place(Branch, "班子成员", 6)];
        await _cluster.Grid(City).Enter([Unit(Empty, County, 3, UnitKind.Branch)], [.. vacant]);
        foreach (var place in vacant) await _cluster.Unit(City, place.Unit).Record(Facts(place) with { Fills = [], Residents = [] });
        await Link("l1", LinkKind.AnswersFor, Deputy, Branch, Branch);
        await Link("l2", LinkKind.Checks, Deputy, Aide, Branch);
        await Link("l3", LinkKind.Checks, $"{Branch}-2", Deputy, County);
        await Link("l4", LinkKind.AnswersFor, $"{County}-1", Empty, Empty);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_post_takes_its_links_along_wherever_they_end()
    {
        // What came in at one instant was recorded at instants of its own.
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = _cluster.Clock.GetUtcNow();
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        var close = new StructureCommand { Id = "c", Act = Act.ClosePost, Unit = County, Post = Deputy, On = Last, Paper = Paper };

        await _cluster.Grid(City).Change(close);
        await _cluster.Grid(City).Change(close);

        foreach (var (unit, count) in ((string, int)[])[(Branch, 2), (County, 1)])
        {
            Assert.Empty((await _cluster.Unit(City, unit).GetSheet(null)).Links);
            Assert.Empty(await LinksOf(unit, Last.AddDays(1)));
            Assert.Equal(Enumerable.Repeat<DateOnly?>(Last, count), (await LinksOf(unit, Last)).Select(l => l.Span.To));
            Assert.Equal(Enumerable.Repeat<DateOnly?>(null, count), (await LinksOf(unit, Last.AddDays(1), before)).Select(l => l.Span.To));
            Assert.Equal(Enumerable.Repeat((Last, (string?)Paper, "c"), count), (await _cluster.Unit(City, unit).ListEntries(null)).Where(e => e.Act == Act.EndLink).Select(e => (e.On, e.Paper, e.Command!)));
        }
    }

    [Fact]
    public async Task A_unit_without_posts_takes_its_links_along_too()
    {
        await _cluster.Grid(City).Change(new StructureCommand { Id = "c", Act = Act.CloseUnit, Unit = Empty, On = Last, Paper = Paper });

        Assert.Equal([Last], (await LinksOf(Empty, Last)).Select(l => l.Span.To!.Value));
        Assert.Equal([(Act.EndLink, Last, Paper)], (await _cluster.Unit(City, Empty).ListEntries(null)).Where(e => e.Command == "c").Select(e => (e.Act, e.On, e.Paper!)));
    }

    [Fact]
    public void A_link_that_was_left_open_when_its_post_was_closed_ends_with_it()
    {
        var structure = new Structure { Grid = City, Version = 1, Units = Tree, Posts = [Place(County) with { Span = new Span { To = Last } }, Place(Branch)] };
        var state = new UnitState { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = $"{County}-1", Target = Branch }, new Link { Kind = LinkKind.AnswersFor, Subject = $"{Branch}-1", Target = Branch }] };

        Assert.Equal([2, 1], ((DateOnly[])[Last, Last.AddDays(1)]).Select(day => new Moment(day, DateTimeOffset.MaxValue)).Select(at => UnitRules.SheetAt(Branch, state, at, new Outline(structure, at)).Links.Count));
    }

    private async Task<List<Link>> LinksOf(string unit, DateOnly day, DateTimeOffset? knownAt = null) => (await _cluster.Unit(City, unit).GetSheet(new Moment(day, knownAt ?? DateTimeOffset.MaxValue))).Links;

    private Task<UnitReply> Link(string id, LinkKind kind, string subject, string target, string unit) =>
        _cluster.Unit(City, unit).Change(new UnitCommand { Id = id, Act = Act.Link, Link = kind, Subject = subject, Target = target, On = Start });
}
