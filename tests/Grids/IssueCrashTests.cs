using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>A storage that fails before or after the commit, at every row that issuing a list writes: the grid's note, the list, the grid's end.</summary>
[OnBothDatabases]
public sealed class IssueCrashTests : IAsyncLifetime
{
    private static readonly StructureCommand Command = new() { Id = "x", Digest = 1, Act = Act.IssueList, List = List, Actor = Someone(CityHead) };

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start();
        await _cluster.EnterItems();
        await Draft("二");
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(true, 0, false), InlineData(true, 0, true), InlineData(false, 0, false), InlineData(false, 0, true), InlineData(true, 1, false), InlineData(true, 1, true)]
    public async Task An_issue_that_was_cut_off_is_in_force_in_the_end_and_its_repeat_issues_nothing_drafted_since(bool atGrid, int spared, bool isWritten)
    {
        var (key, state) = atGrid ? (GridKeys.Grid(City), "grid") : (GridKeys.List(City, List), "list");
        _cluster.Faults.Spare(key, state, spared);
        if (isWritten) _cluster.Faults.FailAfter(key, state, 1);
        else _cluster.Faults.Fail(key, state, 1);

        await Assert.ThrowsAsync<StorageFailedException>(() => Commands.Change(Command));

        // Before the note nothing has happened; after it nobody has to ask again.
        var isNoted = !atGrid || spared == 1 || isWritten;
        if (isNoted) await Patience.Until<object>("the second version in force", async () => (await InForce()).Contains(2) ? this : null, seconds: 20);
        else Assert.DoesNotContain(2, await InForce());
        var again = await Patience.Until("an answer", Answer, seconds: 20);
        Assert.True(_cluster.Faults.IsSpent(key, state));
        await Draft("三");

        Assert.Equal((2, again.Entry), ((await Commands.Change(Command)).Issued, (await Commands.Change(Command)).Entry));
        Assert.Equal([1, 2], await InForce());
        Assert.Single(await _cluster.List(City, List).ListEntries(), entry => entry.Command == "x");
        Assert.Single(await _cluster.Grid(City).ListEntries(List), entry => entry.Command == "x");
    }

    [Fact]
    public async Task An_issue_with_nothing_to_issue_is_remembered_over_a_new_draft_and_a_restart()
    {
        await Commands.Change(Command with { Id = "first" });
        Assert.Equal(2, (await Commands.Change(Command)).Issued);
        await Draft("三");
        await _cluster.Restart();

        Assert.Equal(2, (await Commands.Change(Command)).Issued);
        Assert.Equal([1, 2], await InForce());
        Assert.Equal(RefusalCode.Conflict, (await Assert.ThrowsAsync<GridRuleException>(() => Commands.Change(Command with { Digest = 2 }))).Code);
        Assert.Equal(3, (await Commands.Change(Command with { Id = "third" })).Issued);
    }

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private Task<ListDifference> Draft(string title) => _cluster.List(City, List).Draft([DutiesOf(1)[0] with { Title = title }], newVersion: true, whole: false);

    private async Task<IEnumerable<int>> InForce() => (await _cluster.Grid(City).GetStructure()).Lists.Where(list => list.List == List).Select(list => list.Version);

    private async Task<StructureReply?> Answer()
    {
        try
        {
            return await Commands.Change(Command);
        }
        catch (StorageFailedException)
        {
            return null;
        }
    }
}
