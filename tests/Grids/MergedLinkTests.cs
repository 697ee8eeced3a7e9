using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>What becomes of links when one of their ends merges into another unit.</summary>
[OnBothDatabases]
public sealed class MergedLinkTests : IAsyncLifetime
{
    private const string Other = "112";
    private static readonly DateOnly On = new(2026, 11, 1);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterSmall();
        await _cluster.Grid(City).Enter([Unit(Other, County, 3, UnitKind.Branch)], []);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Links_that_end_at_a_merged_unit_go_along_and_both_tell_of_it()
    {
        await _cluster.Unit(City, Other).Change(Link("l1", $"{County}-1"));
        await _cluster.Unit(City, Other).Change(Link("l2", $"{City}-1"));
        await _cluster.Unit(City, Branch).Change(Link("l3", $"{City}-1") with { Target = Branch });

        await _cluster.Grid(City).Change(Merge("m1"));

        Assert.Equal([$"{City}-1", $"{County}-1"], await Leaders(Branch, On));
        Assert.Equal([$"{City}-1"], await Leaders(Branch, On.AddDays(-1)));
        Assert.Equal([$"{City}-1", $"{County}-1"], await Leaders(Other, On.AddDays(-1)));
        Assert.Equal([$"{City}-1", $"{County}-1"], (await _cluster.Unit(City, Other).ListEntries(null)).Where(e => e.Act == Act.EndLink).Select(e => e.Other).Order());
        Assert.Equal([$"{County}-1"], (await _cluster.Unit(City, Branch).ListEntries(null)).Where(e => e.Act == Act.Link && e.Command == "m1").Select(e => e.Other));

        static UnitCommand Link(string id, string from) => new() { Id = id, Act = Act.Link, Link = LinkKind.AnswersFor, Subject = from, Target = Other, On = Start };

        async Task<IEnumerable<string>> Leaders(string unit, DateOnly day) => (await _cluster.Unit(City, unit).GetSheet(new Moment(day, DateTimeOffset.MaxValue))).Links.Select(l => l.Subject).Order();
    }

    [Fact]
    public async Task Links_that_start_at_a_merged_department_start_where_it_went()
    {
        const string Second = "110D2";
        await _cluster.Grid(City).Enter([Unit(Second, County, 2, UnitKind.Department)], []);
        await _cluster.Unit(City, Branch).Change(new UnitCommand { Id = "l1", Act = Act.Link, Link = LinkKind.StationedAt, Subject = Second, Target = $"{Branch}-1", On = Start });
        var merge = Merge("m1") with { Unit = Second, Other = Office };

        await _cluster.Grid(City).Change(merge);
        await _cluster.Grid(City).Change(merge);

        Assert.Equal([(Second, Start, On.AddDays(-1)), (Office, On, null)], (await Task.WhenAll(((DateOnly[])[Start, On]).Select(async day => await _cluster.Unit(City, Branch).GetSheet(new Moment(day, DateTimeOffset.MaxValue)))))
            .Select(sheet => Assert.Single(sheet.Links)).Select(l => (l.Subject, l.Span.From, l.Span.To)));
        Assert.Equal([Act.Link, Act.EndLink, Act.Link], (await _cluster.Unit(City, Branch).ListEntries($"{Branch}-1")).Where(e => e.Act is Act.Link or Act.EndLink).Select(e => e.Act));
    }

    private static StructureCommand Merge(string id) => new() { Id = id, Act = Act.MergeUnits, Unit = Other, Other = Branch, On = On, Paper = "编〔2026〕3号" };
}
