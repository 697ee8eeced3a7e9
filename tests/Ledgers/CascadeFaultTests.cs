using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>A cascade of which every row fails before or after its commit, and every message comes again, late and in any order.</summary>
[OnBothDatabases]
public sealed class CascadeFaultTests : IAsyncLifetime
{
    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GridCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(City, false), InlineData(County, false), InlineData(Branch, false)]
    [InlineData(City, true), InlineData(County, true), InlineData(Branch, true)]
    public async Task A_ledger_whose_write_fails_adopts_later_by_itself(string unit, bool isWritten)
    {
        await _cluster.EnterSmall();
        await _cluster.WaitUntilSettled(City);
        Break(GridKeys.Unit(City, unit), "ledger", isWritten);

        try
        {
            await _cluster.Issue(City, List);
        }
        catch (StorageFailedException) when (unit == City)
        {
            // Nobody asks again: what is in force at the grid reaches its root by itself.
        }

        await AssertReached();
    }

    [Theory]
    [InlineData("list", false), InlineData("list", true)]
    [InlineData("grid", false), InlineData("grid", true)]
    public async Task An_issue_whose_row_failed_is_done_by_asking_again(string state, bool isWritten)
    {
        await _cluster.EnterSmall();
        await _cluster.WaitUntilSettled(City);
        Break(state == "list" ? GridKeys.List(City, List) : GridKeys.Grid(City), state, isWritten);

        var issued = await Patience.Until("the list in force", async () =>
        {
            try
            {
                return await _cluster.Issue(City, List);
            }
            catch (StorageFailedException)
            {
                return null;
            }
        });

        Assert.Equal(1, issued.Number);
        await AssertReached();
    }

    [Fact]
    public async Task A_list_reaches_everybody_while_there_are_no_reminders()
    {
        _cluster.Faults.RemindersAway = true;
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);

        await AssertReached();
        Assert.Empty(_cluster.Faults.Reminders);

        _cluster.Faults.RemindersAway = false;
        await _cluster.Grid(City).Enter([Unit("120", City, 2)], []);
        Assert.Equal([$"{GridKeys.Grid(City)} wake"], _cluster.Faults.Reminders);
    }

    [Fact]
    public async Task What_comes_three_times_late_and_in_any_order_changes_nothing()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
        await _cluster.List(City, List).Draft([Duty("2026-2", "岗位", [4], new(2026, 12, 1)) with { Refines = "2026-1" }], newVersion: true, whole: false);
        Assert.Equal(2, (await _cluster.Issue(City, List)).Number);
        await AssertReached();
        await GridCluster.WaitUntil(() => _cluster.Ledger(City, City).GetCascade(List), c => c.Unreached.Count == 0, c => string.Join(' ', c.Unreached));
        // Reminding goes its own way; after this there is nobody left to remind.
        await _cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();
        var (before, writes) = (await _cluster.OverviewOf(City, City), Writes());

        var again = _cluster.Wire.Heard.SelectMany(heard => Enumerable.Repeat(heard, 3)).ToArray();
        Assert.Contains(again, heard => heard.Message is Brief);
        Assert.Contains(again, heard => heard.Message is RollUp);
        new Random(16).Shuffle(again);
        await Parallel.ForEachAsync(again, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (heard, _) =>
        {
            var ledger = _cluster.Grains.GetGrain<ILedgerGrain>(heard.Ledger.Key.ToString());
            if (heard.Message is Brief brief) await ledger.Adopt(brief);
            else await ledger.Receive((RollUp)heard.Message);
        });

        await AssertReached();
        Assert.Equal(writes, Writes());
        var after = await _cluster.OverviewOf(City, City);
        Assert.Equal((before.Items, before.Overdue, before.Posts, before.Persons), (after.Items, after.Overdue, after.Posts, after.Persons));
        Assert.Empty((await _cluster.Ledger(City, City).GetCascade(List)).Unreached);
    }

    /// <summary>Two units that change places may each still be told by what the other heard before.</summary>
    [Fact]
    public async Task A_brief_that_names_the_unit_itself_among_those_above_stops_nobody()
    {
        await _cluster.EnterSmall();
        await _cluster.Issue(City, List);
        await AssertReached();
        var brief = _cluster.Wire.Heard.Where(heard => heard.Ledger.Key.ToString() == GridKeys.Unit(City, County)).Select(heard => heard.Message).OfType<Brief>().Last();
        var stale = Briefing.Write(brief.StructureVersion, brief.Lists, [new() { Establishment = County, Filled = ["岗位/4"] }, new() { Establishment = Branch }, .. brief.Above]);

        await _cluster.Ledger(City, County).Adopt(stale);

        await AssertReached();
    }

    private int Writes() => _cluster.Faults.Writes.Count(write => write.EndsWith(" ledger", StringComparison.Ordinal));

    private void Break(string key, string state, bool isWritten)
    {
        if (isWritten) _cluster.Faults.FailAfter(key, state, times: 2);
        else _cluster.Faults.Fail(key, state, times: 2);
    }

    private async Task AssertReached()
    {
        var city = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o is { Settled: true, Items: 4 }, o => $"{o.Items} of 4 items, settled {o.Settled}");
        Assert.Equal([1, 1, 1, 1], city.ByLevel.Select(t => t.Count));
        Assert.Empty(city.GapsByReason);
    }
}
