using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>One of two silos goes without a word while commands and reads go on.</summary>
public sealed class LostSiloTests(CommandHost grid) : IClassFixture<CommandHost>
{
    private const string Remind = "mutation($input: LogReminderInput!) { logReminder(input: $input) { entry { text } userErrors { code } } }";
    private const string Overview = "query($unit: String!) { overview(unit: $unit) { items } items(unit: $unit, first: 10) { nodes { version } } }";
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    private static readonly (string Unit, object Item)[] Places =
        [.. new[] { ($"{City}-1", "2026-1"), ($"{County}-1", "2026-1"), ($"{Branch}-1", "2026-1"), ($"{Branch}-2", "2026-2") }
            .Select(place => (place.Item1.Split('-')[0], (object)new { key = new { list = List, duty = place.Item2, post = place.Item1 } }))];

    [Fact]
    public async Task Callers_get_results_or_coded_errors_and_every_command_counts_once()
    {
        ConcurrentBag<(object Item, string Text, string Id)> open = [];
        var (answered, longest) = (0, TimeSpan.Zero);
        var work = Places.Select(place => Task.Run(async () =>
        {
            for (var number = 0; number < 40; number++)
            {
                var (text, began) = ($"{number}", Stopwatch.GetTimestamp());
                if (await Unanswered(Remind, new { input = new { item = place.Item, text } }) is { } id) open.Add((place.Item, text, id));
                await Unanswered(Overview, new { unit = place.Unit });
                var took = Stopwatch.GetElapsedTime(began);
                lock (open) (answered, longest) = (answered + 1, took > longest ? took : longest);
            }
        })).ToList();

        await Patience.Until<object>("work under way", () => Task.FromResult<object?>(answered > 20 ? answered : null));
        await grid.Cluster.Silos.KillSiloAsync(grid.Cluster.Silos.Silos[1], TestContext.Current.CancellationToken);
        await Task.WhenAll(work);

        TestContext.Current.SendDiagnosticMessage($"longest {longest.TotalSeconds:0.0} s, {open.Count} unanswered");
        Assert.True(longest < 2 * Promised, $"A command and a read took {longest}.");
        foreach (var (item, text, id) in open)
            await grid.Done("logReminder", "entry { text }", new { item, text, commandId = id });
        foreach (var (_, item) in Places)
        {
            var entries = (await grid.Read(item)).GetProperty("history").GetProperty("nodes").EnumerateArray();
            Assert.Equal(Enumerable.Range(0, 40).Select(number => $"{number}").Order(), entries.Select(entry => entry.GetProperty("text").GetString()).Order());
        }
    }

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
