using ResponsibilityGrid.Tests.Supervision;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>Flags on a cluster of two silos: what is written is found, what is said stays, whatever restarts.</summary>
public sealed class FlagTests
{
    private const string Talk = "与{0}同志谈话，要求其严格遵守规定、履行岗位职责，该同志表示认真学习、加强自我约束，不辜负组织信任。";

    private int _commands;

    [Fact, OnBothDatabases]
    public async Task Twenty_two_copies_are_one_flag_and_a_restart_changes_nothing()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        foreach (var n in Enumerable.Range(0, 22))
            await grid.Record(grid.Look(Legal, Item(), on: new DateOnly(2026, 1 + (n % 11), 1 + n)) with { Text = Talk.Replace("{0}", $"{"王李张刘陈"[n % 5]}{"伟芳娜敏"[n % 4]}", StringComparison.Ordinal) });
        foreach (var text in Corpus.Lines("genuine.txt").Take(5)) await grid.Record(grid.Look(Legal, Item()) with { Text = text });

        var flag = Assert.Single((await List(grid)).Flags);
        Assert.Equal((22, FlagKind.LookAlike, FlagState.Open, Legal), (flag.Count, flag.Kind, flag.State, Assert.Single(flag.Flagged).Unit));
        Assert.Equal(flag.Id, Assert.Single((await List(grid, q => q with { From = new(2026, 11, 1), To = new(2026, 11, 30), Unit = Branch })).Flags).Id);
        Assert.Empty((await List(grid, q => q with { Unit = Legal })).Flags);
        // They are their writer's to hand over, wherever they were written.
        Assert.Equal(flag.Id, Assert.Single((await List(grid, q => q with { Unit = Legal, Post = $"{Legal}-1" })).Flags).Id);
        Assert.Equal(flag.Id, Assert.Single((await List(grid, q => q with { Unit = Dedicated, Post = $"{Dedicated}-1", Persons = [$"P{Legal}-1"] })).Flags).Id);
        Assert.Empty((await List(grid, q => q with { Unit = Dedicated, Post = $"{Dedicated}-1" })).Flags);

        Assert.Equal(FlagState.Upheld, (await Decide(grid, flag, FlagStance.Uphold, $"{Dedicated}-1")).State);
        grid.Cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        await grid.Record(grid.Look(Legal, Item()) with { Text = Talk.Replace("{0}", "赵磊", StringComparison.Ordinal) });
        await grid.Cluster.Restart();

        var after = Assert.Single((await List(grid)).Flags);
        Assert.Equal((flag.Id, 23, 1, FlagState.Upheld), (after.Id, after.Count, after.Since, after.State));
        Assert.Equal("逐份核对过", Assert.Single(after.Decisions).Text);
        Assert.Empty((await List(grid, q => q with { State = FlagState.Open })).Flags);
    }

    [Fact, OnBothDatabases]
    public async Task Reports_are_compared_and_whom_a_flag_points_at_may_dispute_it()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.WaitUntilSettled(City);
        const string words = "已按清单要求将责任事项分解到岗位，明确责任人和完成时限，建立台账并逐项督促落实。";
        foreach (var (post, duty) in new[] { ($"{Branch}-1", "2026-1"), ($"{Branch}-2", "2026-2") })
        {
            await Do(grid, Act.AcceptItem, post, duty);
            await Do(grid, Act.ReportItem, post, duty, c => c with { Text = $"11月{20 + post[^1] - '0'}日，{words}" });
        }

        var flag = Assert.Single((await List(grid)).Flags);
        Assert.Equal([$"{Branch}-1", $"{Branch}-2"], flag.Flagged.Select(who => who.Post).Order());
        Assert.Equal(100, flag.Similarity);

        Assert.Contains("不能自行认定", (await Refused(grid, flag, FlagStance.Dismiss, $"{Branch}-1")).Message, StringComparison.Ordinal);
        var disputed = await Decide(grid, flag, FlagStance.Dispute, $"{Branch}-1");
        Assert.Equal((FlagState.Disputed, 1), (disputed.State, disputed.Version));
        Assert.Equal(RefusalCode.Conflict, (await Refused(grid, flag, FlagStance.Dismiss, $"{Discipline}-1", c => c with { ExpectedVersion = 0 })).Code);
        Assert.Equal(FlagState.Dismissed, (await Decide(grid, flag, FlagStance.Dismiss, $"{Discipline}-1")).State);

        // So many that the older ones leave the item's row.
        grid.Cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var n in Enumerable.Range(0, 20)) await Do(grid, Act.ReportItem, $"{Branch}-2", "2026-2", c => c with { Text = $"第{n}周，{words}" });
        await grid.Cluster.Restart();
        Assert.Equal((22, 20), (await List(grid)).Flags.Select(f => (f.Count, f.Since)).Single());
    }

    [Fact, OnBothDatabases]
    public async Task What_is_handed_on_in_the_same_words_is_flagged_until_its_forwarder_does_something()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        await grid.Cluster.WaitUntilSettled(City);
        await Do(grid, Act.AcceptItem, $"{Branch}-1", "2026-1");
        await Do(grid, Act.RefineItem, $"{Branch}-1", "2026-1", c => c with { Post = $"{Branch}-2", Measure = "按照要求，事项2026-1" });
        await Do(grid, Act.RefineItem, $"{Branch}-1", "2026-1", c => c with { Post = $"{Branch}-3", Measure = "每周三到现场核对检定证书，缺的月底前补齐" });
        // Given on by somebody who left, it says no more than why.
        await Do(grid, Act.RefineItem, $"{Branch}-1", "2026-1", c => c with { Post = $"{Branch}-3", Measure = "调往他处", OfLeaving = true });

        var flag = Assert.Single((await List(grid, q => q with { Kind = FlagKind.PassThrough })).Flags);
        Assert.Equal(($"{Branch}-1", new DateOnly(2026, 11, 23)), (Assert.Single(flag.Flagged).Post, flag.Until!.Value));
        Assert.Equal([(FlagSource.Parent, $"{Branch}-1"), (FlagSource.Child, $"{Branch}-2")], flag.Records.Select(r => (r.Source, r.Item!.Post)));
        Assert.Equal(FlagState.Dismissed, (await Decide(grid, flag, FlagStance.Dismiss, $"{Discipline}-1")).State);
        await grid.Cluster.Restart();
        Assert.Equal((flag.Id, FlagState.Dismissed), ((await Flags(grid).GetFlag(flag.Id))!.Id, (await Flags(grid).GetFlag(flag.Id))!.State));
        var decided = await Decide(grid, flag, FlagStance.Uphold, $"{Discipline}-1", c => c with { Id = "again" });

        await Do(grid, Act.ReportItem, $"{Branch}-1", "2026-1", c => c with { Text = "已到两个股室当面布置" });
        Assert.Empty((await List(grid)).Flags);
        Assert.Null(await Flags(grid).GetFlag(flag.Id));
        // The flag is gone, what was said of it is not.
        var repeated = await Decide(grid, flag, FlagStance.Uphold, $"{Discipline}-1", c => c with { Id = "again" });
        Assert.Equal((decided.Id, decided.Kind, decided.State, decided.Version), (repeated.Id, repeated.Kind, repeated.State, repeated.Version));
        Assert.Equal(decided.Decisions.Select(d => (d.Number, d.Stance, d.Text)), repeated.Decisions.Select(d => (d.Number, d.Stance, d.Text)));
        Assert.Equal(RefusalCode.Conflict, (await Refused(grid, flag, FlagStance.Uphold, $"{Discipline}-1", c => c with { Id = "again", Digest = 9 })).Code);
        Assert.Equal(RefusalCode.NotFound, (await Refused(grid, flag, FlagStance.Uphold, $"{Discipline}-1")).Code);
    }

    [Fact]
    public async Task Nobody_is_shown_what_they_do_not_see()
    {
        await using var grid = new SupervisedGrid();
        await grid.InitializeAsync();
        foreach (var n in Enumerable.Range(1, 2)) await grid.Record(grid.Look(Officer, Item()) with { Text = Talk.Replace("{0}", $"王{n}", StringComparison.Ordinal), Task = "盯程序" });
        var now = grid.Cluster.Clock.GetUtcNow();
        await grid.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart("account:branch", Role.Clerk, Branch, null, now), Grant.AtStart("account:county", Role.Clerk, County, null, now)]);

        var flag = Assert.Single((await List(grid)).Flags);
        TestPasses.ActAs(new Principal { Subject = "account:county", Grid = City });
        Assert.Single((await List(grid, q => q with { Unit = County })).Flags);
        // What a stationed officer wrote is for the sender, not for the host.
        TestPasses.ActAs(new Principal { Subject = "account:branch", Grid = City, Acting = $"{Branch}-1" });
        Assert.Empty((await List(grid, q => q with { Unit = Branch })).Flags);
        Assert.Equal(RefusalCode.NotFound, (await Assert.ThrowsAsync<GridRuleException>(() => List(grid, q => q with { Unit = "1z0" }))).Code);
        Assert.Equal(RefusalCode.Forbidden, (await Refused(grid, flag, FlagStance.Dispute, "")).Code);
        Assert.Equal(RefusalCode.Forbidden, (await Refused(grid, flag with { Id = "none" }, FlagStance.Dispute, "")).Code);
        TestPasses.ActAs(null);
    }

    private static async Task<FlagPage> List(SupervisedGrid grid, Func<FlagQuery, FlagQuery>? narrow = null)
    {
        var query = new FlagQuery { Unit = City, First = 10 };
        return await Flags(grid).ListFlags(narrow?.Invoke(query) ?? query);
    }

    private Task<FlagView> Decide(SupervisedGrid grid, FlagView flag, FlagStance stance, string by, Func<FlagCommand, FlagCommand>? change = null)
    {
        var command = new FlagCommand { Id = $"f{++_commands}", Actor = new Actor { Code = by }, Flag = flag.Id, Stance = stance, Text = "逐份核对过" };
        return grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Decide(change?.Invoke(command) ?? command);
    }

    private async Task<GridRuleException> Refused(SupervisedGrid grid, FlagView flag, FlagStance stance, string by, Func<FlagCommand, FlagCommand>? change = null) =>
        await Assert.ThrowsAsync<GridRuleException>(() => Decide(grid, flag, stance, by, change));

    private Task<ItemReply> Do(SupervisedGrid grid, Act act, string post, string duty, Func<ItemCommand, ItemCommand>? change = null)
    {
        var command = new ItemCommand { Id = $"i{++_commands}", Actor = new Actor { Code = post }, Act = act, Key = new ItemKey(City, SmallGrid.List, duty, post) };
        return grid.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Act(change?.Invoke(command) ?? command);
    }

    private static IFlagsGrain Flags(SupervisedGrid grid) => grid.Cluster.Grains.GetGrain<IFlagsGrain>(GridKeys.Flags(City));
}
