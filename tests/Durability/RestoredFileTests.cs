using System.Text.Json;
using Microsoft.Data.Sqlite;
using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Tests.Embedded;
using Xunit;

namespace ResponsibilityGrid.Tests;

using History = ResponsibilityGrid.Nemesis.History;
using Item = ResponsibilityGrid.Nemesis.Item;
using Outcome = ResponsibilityGrid.Nemesis.Outcome;

/// <summary>A grid in one process is backed up while clerks report, and stands again in an empty directory: the checker of the fault runs reads it back over HTTP.</summary>
public sealed class RestoredFileTests
{
    private const string County = "370702";
    private const int Clerks = 4;

    [Fact]
    public async Task The_checker_finds_nothing_wrong_with_a_restored_file()
    {
        using DataFolder data = new(), copy = new();
        var history = new History(null);
        List<Operation> before;
        await using (var first = await EmbeddedProcess.On(data.Path).Ready())
        {
            using var grid = Caller(data, first);
            using var over = new CancellationTokenSource();
            var working = Task.WhenAll((await Accepted(grid)).Select((item, number) => Report(new Sender(grid, history), item, number, over.Token)));
            await More(history, Clerks * 4);
            before = [.. history.Operations];
            await Take(data, copy);
            await More(history, history.Operations.Count + (Clerks * 4));
            await over.CancelAsync();
            await working;
        }

        await using var restored = await EmbeddedProcess.On(copy.Path).Ready();
        using var reader = Caller(copy, restored);
        var reading = new ReadBack(reader, "") { Root = County };
        var entries = await reading.Items(before.Select(operation => operation.Subject).Distinct());
        Assert.Equal(Clerks, entries.Count);
        Assert.Empty((IEnumerable<Violation>)[.. Checker.Numbers(entries), .. Checker.Commands(before, entries), .. Checker.Known(history.Codes)]);
        Assert.True((await reading.Watch(TimeSpan.FromSeconds(1)))[^1].Settled);
        var (ids, items) = await reading.Walk();
        Assert.Equal(Clerks, items.Values.Sum(own => own.GetValueOrDefault("IN_PROGRESS")));
        Assert.Empty((IEnumerable<Violation>)[.. Checker.Once(ids), .. Checker.Counts(await reading.Tallies(), items)]);
    }

    /// <summary>With the commands of the document: the file, and the keys beside it.</summary>
    private static async Task Take(DataFolder data, DataFolder copy)
    {
        Directory.CreateDirectory(copy.Path);
        await using (var file = new SqliteConnection($"Data Source={data.Database};Pooling=false"))
        {
            await file.OpenAsync(TestContext.Current.CancellationToken);
            await using var vacuum = new SqliteCommand($"{Backup.Copy} '{copy.Database}'", file);
            await vacuum.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        foreach (var beside in (string[])["data.keys", "identity.secret"]) File.Copy(Path.Combine(data.Path, beside), Path.Combine(copy.Path, beside));
    }

    private static GridHttp Caller(DataFolder data, EmbeddedProcess process)
    {
        using var keys = JsonDocument.Parse(File.ReadAllText(EmbeddedProcess.KeysOf(data.Path)));
        return new GridHttp(keys.RootElement.GetProperty($"county:{County}").GetString()!, process.Url);
    }

    private static async Task<List<Item>> Accepted(GridHttp grid)
    {
        const string Query = "query($unit: String!) { items(unit: $unit, first: 200, filter: { unassigned: false, levels: [4] }) { nodes { key { duty post } } } }";
        const string Accept = "mutation($input: AcceptItemInput!) { acceptItem(input: $input) { userErrors { code } } }";
        var items = (await grid.Ask(Query, new { unit = County })).GetProperty("items").GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("key")).Select(key => new Item(key.GetProperty("duty").GetString()!, key.GetProperty("post").GetString()!)).Take(Clerks).ToList();
        foreach (var item in items) await grid.Ask(Accept, new { input = new { item = item.By, commandId = "accept" } }, item.Post);
        return items;
    }

    private static async Task Report(Sender clerk, Item item, int number, CancellationToken over)
    {
        for (var count = 0; !over.IsCancellationRequested; count++) await clerk.Report(item, $"e{number}-{count}", attempts: 100);
    }

    private static Task<object> More(History history, int count) => Patience.Until<object>($"{count} reports", () =>
        Task.FromResult<object?>(history.Operations.Count(operation => operation.Outcome is Outcome.Acknowledged) >= count ? history : null), seconds: 60);
}
