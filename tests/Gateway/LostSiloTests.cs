using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>One of two silos goes without a word while commands and reads go on.</summary>
public sealed class LostSiloTests(CommandHost grid) : IClassFixture<CommandHost>
{
    private const string Remind = "mutation($input: LogReminderInput!) { logReminder(input: $input) { entry { text } userErrors { code } } }";
    private const string Overview = "query($unit: String!) { overview(unit: $unit) { items } items(unit: $unit, first: 10) { nodes { version } } }";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    private static readonly ItemKey[] Items =
        [new(City, List, "2026-1", $"{County}-1"), new(City, List, "2026-1", $"{Branch}-1"), new(City, List, "2026-2", $"{Branch}-2")];

    [Fact]
    public async Task Callers_get_results_or_coded_errors_and_every_command_counts_once()
    {
        ConcurrentBag<(ItemKey Item, string Text, string Id)> open = [];
        ConcurrentBag<TimeSpan> took = [];
        var isGone = false;
        var work = Items.Select(item => Task.Run(async () =>
        {
            var number = 0;
            // So many after the silo is gone, whatever was before.
            for (var left = 20; left > 0; number++)
            {
                if (Volatile.Read(ref isGone)) left--;
                var began = Stopwatch.GetTimestamp();
                if (await Unanswered(Remind, new { input = new { item = Input(item), text = $"{number}" } }) is { } id) open.Add((item, $"{number}", id));
                took.Add(Stopwatch.GetElapsedTime(began));
                began = Stopwatch.GetTimestamp();
                await Unanswered(Overview, new { unit = item.Post.Split('-')[0] });
                took.Add(Stopwatch.GetElapsedTime(began));
            }

            return number;
        })).ToList();

        await Patience.Until<object>("work under way", () => Task.FromResult<object?>(took.Count > 20 ? took : null));
        var killing = grid.Cluster.Silos.KillSiloAsync(grid.Cluster.Silos.Silos[1], TestContext.Current.CancellationToken);
        Volatile.Write(ref isGone, true);
        await killing;
        var sent = await Task.WhenAll(work);

        TestContext.Current.SendDiagnosticMessage($"longest {took.Max().TotalSeconds:0.0} s, {open.Count} unanswered of {sent.Sum()}");
        Assert.True(took.Max() < Promised, $"Somebody waited {took.Max()}.");
        foreach (var (item, text, id) in open)
            await grid.Done("logReminder", "entry { text }", new { item = Input(item), text, commandId = id });
        foreach (var (item, count) in Items.Zip(sent))
            Assert.Equal(Enumerable.Range(0, count).Select(number => $"{number}"), (await grid.Cluster.HistoryOf(item)).Select(entry => entry.Text).OrderBy(text => int.Parse(text!)));
    }

    private static object Input(ItemKey item) => new { key = new { list = item.List, duty = item.Duty, post = item.Post } };

    /// <summary>The id of a command that went unanswered; none where it was answered, or changes nothing.</summary>
    private async Task<string?> Unanswered(string query, object variables)
    {
        using var response = await grid.Call(query, variables);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        if (!reply.TryGetProperty("errors", out var errors)) return null;

        var extensions = errors[0].GetProperty("extensions");
        Assert.Equal("UNAVAILABLE", extensions.GetProperty("code").GetString());
        return query == Remind ? extensions.GetProperty("commandId").GetString() : null;
    }
}
