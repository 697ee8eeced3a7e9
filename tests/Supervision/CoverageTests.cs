using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

public sealed class CoverageTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly string[] LineNames = [.. new GridSettings().Lines];

    [Fact]
    public void A_matrix_equals_a_recount_of_ten_thousand_actions()
    {
        var random = new Random(7);
        List<SupervisionAction> actions = [.. Enumerable.Range(1, 10_000).Select(n => Some(random, n))];
        actions.AddRange(actions[..500].Select((a, n) => Some(random, 10_001 + n) with { Unit = a.Unit, Corrects = a.Number, Version = 2, Withdrawn = n % 2 == 0 }));
        var outline = new Outline(new Structure { Grid = City, Version = 1, Units = Tree }, new Moment(Today, DateTimeOffset.MaxValue));
        var units = new[] { County, Office, Branch }.ToDictionary(u => u, u => Looks.Of(actions.Where(a => a.Unit == u)));
        var below = Coverages.Add(Coverages.Of(units[Office], Today, outline.Settings).Concat(Coverages.Of(units[Branch], Today, outline.Settings)));
        var standing = actions.Skip(500).Where(a => !a.Withdrawn).ToList();

        foreach (var by in Enum.GetValues<MatrixBy>())
        {
            var query = new MatrixQuery(List, by, new DateOnly(2026, 3, 1), new DateOnly(2026, 8, 1));
            var matrix = Coverages.Matrix(query, outline, County, Coverages.Of(units[County], Today, outline.Settings), [new Coverage { Unit = Branch, Cells = below }], Duties);
            var looks = standing.Where(a => a.On >= new DateOnly(2026, 3, 1) && a.On < new DateOnly(2026, 9, 1)).SelectMany(a => a.Targets.Select(t => (Action: a, Target: t))).ToList();
            foreach (var row in matrix.Rows)
                foreach (var cell in row.Cells)
                {
                    var mine = looks.Where(l => l.Action.Line == cell.Line && row.Key == by switch { MatrixBy.Aspect => l.Target.Aspect, MatrixBy.Item => l.Target.Duty, _ => l.Action.Unit == County ? County : Branch }).ToList();
                    Assert.Equal((mine.Count, mine.Count(l => l.Action.Unit == County), mine.Count(l => !l.Action.Clean)), (cell.Count, cell.Direct, cell.Findings));
                    Assert.Equal(mine.Count == 0 ? null : mine.Max(l => l.Action.On), cell.Last);
                    Assert.Equal(mine.Count == 0, cell.State == CheckState.NotChecked);
                }

            // Added by unit, by line or by area, it is the same.
            Assert.Equal(looks.Count, matrix.Rows.Sum(r => r.Cells.Sum(c => c.Count)));
            Assert.Equal(looks.Count, matrix.Total.Cells.Sum(c => c.Count));
        }
    }

    [Fact, OnBothDatabases]
    public async Task What_was_looked_at_survives_restarts_and_lost_and_late_words()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        var random = new Random(11);
        var query = new MatrixQuery(null, MatrixBy.Aspect, new DateOnly(2025, 12, 1), new DateOnly(2026, 11, 1));
        string[] watchers = [Dedicated, Legal, PartyBuilding, Personnel, Daily, Discipline, Officer];
        var taken = new List<SupervisionAction>();
        for (var round = 0; round < 3; round++)
        {
            for (var n = 0; n < 60; n++)
                taken.Add(await grid.Record(grid.Look(watchers[random.Next(watchers.Length)], random.Next(3) > 0 ? Item() : At($"{Branch}-1"), random.Next(4) > 0, Today.AddDays(-random.Next(300)))));
            var late = await grid.Of(Branch).GetCoverage(0, 0, 1);
            if (round < 2) await grid.Cluster.Restart();
            // A word from before the restart comes late, once by a clock that was ahead, and changes nothing.
            await grid.Of(County).Receive(late! with { Epoch = round == 1 ? late.Epoch + TimeSpan.TicksPerDay : 1, Cells = [] });
            if (round == 2) continue;
            var after = await grid.Of(County).GetMatrix(query);
            Assert.Equal((true, taken.Count), (after.Settled, after.Total.Cells.Sum(c => c.Count)));
        }

        var matrix = await GridCluster.WaitUntil(() => grid.Of(City).GetMatrix(query), m => m.Settled && m.Total.Cells.Sum(c => c.Count) == taken.Count, m => $"{m.Total.Cells.Sum(c => c.Count)} of {taken.Count} looks, settled {m.Settled}");
        Assert.Equal(
            LineNames.Select(line => (line, taken.Count(a => a.Line == line), taken.Count(a => a.Line == line && !a.Clean))),
            matrix.Total.Cells.Select(c => (c.Line, c.Count, c.Findings)));
        Assert.All(matrix.Total.Cells, c => Assert.Equal(0, c.Direct));
        Assert.Equal(taken.Count, (await grid.Of(Branch).ListActions(new ActionQuery { First = 200 })).Total);
    }

    [Fact]
    public async Task Another_moment_counts_what_was_known_then_by_the_tree_of_its_day()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.Grid(City).Enter([Unit("120", City, 2)], []);
        var query = new MatrixQuery(null, MatrixBy.Unit, new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 1));
        var first = await grid.Record(grid.Look(Legal, Item(), on: new DateOnly(2026, 10, 5)));
        await grid.Record(grid.Look(Dedicated, At($"{County}-1")));
        var before = grid.Cluster.Clock.GetUtcNow();
        grid.Cluster.Clock.Advance(TimeSpan.FromDays(10));
        await grid.Record(grid.Look(Legal, Item(), clean: false) with { Corrects = first.Number, Unit = Branch, Targets = null, Kind = null, Reason = "复核后有问题", Text = "台账缺页" });
        await grid.Record(grid.Look(Personnel, Item()));
        await grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(new StructureCommand { Id = "move", Digest = 1, Actor = new Actor { Code = $"{City}-1" }, Act = Act.MoveUnit, Unit = Branch, Other = "120", On = new DateOnly(2026, 12, 1) });
        grid.Cluster.Clock.Advance(TimeSpan.FromDays(1));

        // Today's from the roll-up, and the same counted anew.
        var today = await GridCluster.WaitUntil(() => grid.Of(City).GetMatrix(query), m => m.Settled && m.Total.Cells.Sum(c => c.Count) == 3, m => $"{m.Total.Cells.Sum(c => c.Count)} of 3 looks");
        foreach (var by in Enum.GetValues<MatrixBy>())
            Assert.Equal(Text(await grid.Of(City).GetMatrix(query with { By = by })), Text(await grid.Of(City).GetMatrix(query with { By = by, At = new Moment(new DateOnly(2026, 12, 3), DateTimeOffset.MaxValue) })));

        Assert.Equal([("120", 2), (County, 1)], Rows(today));
        Assert.Equal([(County, 2)], Rows(await Then(new DateOnly(2026, 11, 30), DateTimeOffset.MaxValue, City)));
        Assert.Equal([(County, 2)], Rows(await Then(new DateOnly(2026, 12, 3), before, City)));
        Assert.Equal([(County, 1)], Rows(await Then(new DateOnly(2026, 10, 31), DateTimeOffset.MaxValue, City)));
        // The correction changes the answer, but not what was known before it.
        Assert.Equal((1, 0), ((await Then(new DateOnly(2026, 11, 30), DateTimeOffset.MaxValue, City)).Total.Cells.Sum(c => c.Findings), (await Then(new DateOnly(2026, 11, 22), before, City)).Total.Cells.Sum(c => c.Findings)));
        await Assert.ThrowsAsync<GridRuleException>(() => Then(new DateOnly(2025, 12, 31), DateTimeOffset.MaxValue, "999"));

        Task<MatrixView> Then(DateOnly asOf, DateTimeOffset known, string unit) => grid.Of(unit).GetMatrix(query with { At = new Moment(asOf, known) });

        static string Text(MatrixView view) => System.Text.Json.JsonSerializer.Serialize(view);

        static List<(string?, int)> Rows(MatrixView view) => [.. view.Rows.Select(r => (r.Key, r.Cells.Sum(c => c.Count))).Where(r => r.Item2 > 0).OrderByDescending(r => r.Item2).ThenByDescending(r => r.Key, StringComparer.Ordinal)];
    }

    private static SupervisionAction Some(Random random, int number)
    {
        var line = random.Next(5);
        return new SupervisionAction
        {
            Unit = new[] { County, Office, Branch }[random.Next(3)],
            Number = number,
            Line = LineNames[line],
            By = $"100D{line + 1}",
            Clean = random.Next(3) > 0,
            On = new DateOnly(2026, 1, 1).AddDays(random.Next(320)),
            Targets = random.Next(4) switch
            {
                0 => [new SupervisionTarget { Kind = TargetKind.Unit }],
                1 => [new SupervisionTarget { Kind = TargetKind.Aspect, Aspect = "责任落实" }],
                2 => [At($"p{random.Next(9)}"), Item($"p{random.Next(9)}", "2026-1") with { Aspect = "责任落实" }],
                _ => [Item($"p{random.Next(9)}") with { Aspect = "责任落实" }],
            },
        };
    }
}
