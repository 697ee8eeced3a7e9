using System.Collections.Concurrent;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>A grid that is backed up while it is written to, and stands again in an empty database.</summary>
public sealed class BackupTests
{
    private const int Pairs = 8;

    [Theory, InlineData(StorageProvider.Sqlite), InlineData(StorageProvider.PostgreSql)]
    public async Task What_was_acknowledged_before_the_backup_began_is_in_it(StorageProvider provider)
    {
        using var backup = new Backup();
        List<(ItemKey Item, string Command)> before;
        int after;
        await using (var source = await Fill(provider))
        {
            var acknowledged = new ConcurrentQueue<(ItemKey Item, string Command)>();
            using var enough = new CancellationTokenSource();
            var writers = Task.WhenAll(Enumerable.Range(1, Pairs).Select(pair => Write(source.Cluster, ItemOf(Worker, pair), acknowledged, enough.Token)));
            await More(acknowledged, Pairs * 4);
            before = [.. acknowledged];
            await backup.Take(source.Database);
            // Whoever takes a backup keeps nobody waiting.
            await More(acknowledged, acknowledged.Count + (Pairs * 2));
            await enough.CancelAsync();
            await writers;
            after = acknowledged.Count;
        }

        var database = await backup.Bring(provider);
        Assert.Empty(database.Migrate());
        await using var restored = await GridCluster.On(database);
        await restored.WaitUntilSettled(City);

        var histories = new Dictionary<ItemKey, List<Entry>>();
        foreach (var item in ItemsOf(Pairs)) histories[item] = await restored.HistoryOf(item);
        Assert.All(before, told => Assert.Single(histories[told.Item], entry => entry.Command == told.Command));
        Assert.InRange(histories.Values.Sum(entries => entries.Count), before.Count, after);
        // The first so many of each, and none left out.
        Assert.All(histories.Values, entries => Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => $"c{n}"), entries.Select(entry => entry.Command)));
        foreach (var (item, entries) in histories) await ItemAgreement.Check(restored, item, entries.Count);
        await AssertRecounts(restored, histories.Values);
        await AssertGoesOn(restored, histories[ItemOf(Worker)]);
    }

    [Fact]
    public async Task A_silo_process_starts_on_a_restored_database_without_waiting_for_the_silos_of_the_old_one()
    {
        using var backup = new Backup();
        await using var database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        await using (var cluster = new LocalCluster(database.Settings.ConnectionString))
        {
            await (await cluster.StartSilo("silo")).Ready();
            await backup.Take(database);
        }

        await using var restored = await backup.Bring(StorageProvider.PostgreSql);
        Assert.Equal(0, await restored.Scalar<long>("SELECT count(*) FROM OrleansMembershipTable"));
        await using var other = new LocalCluster(restored.Settings.ConnectionString);
        await (await other.StartSilo("silo")).Ready();
    }

    [Fact]
    public void The_document_gives_these_commands()
    {
        var document = File.ReadAllText(Path.Combine(Deploy.Deployment.Folder, "../docs/operations.md"));
        Assert.All((string[])[Backup.Dump.Replace("*", "'*'"), Backup.Restore, Backup.Copy], command => Assert.Contains(command, document));
    }

    private sealed record Source(GridDatabase Database, GridCluster Cluster) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }

    private static async Task<Source> Fill(StorageProvider provider)
    {
        var database = await GridDatabase.Migrated(provider);
        var cluster = await GridCluster.On(database);
        await cluster.EnterItems(Pairs);
        return new(database, cluster);
    }

    private static async Task Write(GridCluster cluster, ItemKey item, ConcurrentQueue<(ItemKey, string)> acknowledged, CancellationToken enough)
    {
        for (var number = 1; !enough.IsCancellationRequested; number++)
        {
            await cluster.Do($"c{number}", number == 1 ? AcceptItem : ReportItem, item, Worker);
            acknowledged.Enqueue((item, $"c{number}"));
        }
    }

    private static Task<object> More(ConcurrentQueue<(ItemKey, string)> acknowledged, int count) =>
        Patience.Until<object>($"{count} commands", () => Task.FromResult<object?>(acknowledged.Count >= count ? acknowledged : null), seconds: 60);

    /// <summary>The overview is the sum of the items, and so is a survey that counts every unit anew.</summary>
    private static async Task AssertRecounts(GridCluster cluster, IEnumerable<List<Entry>> histories)
    {
        var states = histories.Select(entries => entries.LastOrDefault()?.State ?? ItemState.Pending).GroupBy(state => state).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}").ToList();
        var overview = await cluster.WaitUntilSettled(City);
        var now = cluster.Clock.GetUtcNow();
        var survey = await cluster.Graph(City).GetOverview(City, null, new Moment(new GridSettings().DateAt(now), now));

        Assert.Equal(states, States(overview));
        Assert.Equal(States(survey), States(overview));
        Assert.Equal((survey.Items, survey.Overdue, survey.Posts, survey.Persons), (overview.Items, overview.Overdue, overview.Posts, overview.Persons));
    }

    /// <summary>A command that is in the backup is answered as the first time, and the next one is taken.</summary>
    private static async Task AssertGoesOn(GridCluster cluster, List<Entry> entries)
    {
        Assert.Equal(1, (await cluster.Do("c1", AcceptItem, ItemOf(Worker), Worker)).Entry.Number);
        Assert.Equal(entries.Count + 1, (await cluster.Do("next", ReportItem, ItemOf(Worker), Worker)).Entry.Number);
    }

    private static IEnumerable<string> States(Overview overview) => overview.ByState.OrderBy(tally => tally.Of).Select(tally => $"{tally.Of} {tally.Count}");
}
