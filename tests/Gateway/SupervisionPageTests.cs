using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Walks through docs/supervision.md on the sample with its year: every example with the key that it names, from top to bottom.</summary>
public sealed partial class SupervisionPageTests(GridHost grid) : IClassFixture<GridHost>
{
    private const string Today = "2026-11-22";

    private static readonly string Samples = Path.GetFullPath(Path.Combine(Weifang.Sample, ".."));

    private readonly Dictionary<string, string> _keys = [];

    [Fact]
    public async Task Every_example_runs_and_shows_what_the_page_says()
    {
        await Open();
        var first = await Year();
        var before = await Totals();
        var second = await Year();
        var after = await Totals();
        var wrong = await Walk();

        Assert.Multiple(
            () => Assert.True(first.Code == 0, first.Said),
            () => Assert.True(second.Code == 0, second.Said),
            () => Assert.Equal(before, after),
            () => Assert.Equal("22 problems, 1 back, 3 referrals; LOOK_ALIKE 12, LOOK_ALIKE 6, PASS_THROUGH 2, PASS_THROUGH 2, PASS_THROUGH 2", before),
            () => Assert.True(wrong.Count == 0, string.Join("\n\n", wrong)));
    }

    /// <summary>What is wrong with the examples, taken from top to bottom.</summary>
    private async Task<List<string>> Walk()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Samples, "../docs/supervision.md"), TestContext.Current.CancellationToken);
        var (wrong, variables) = (new List<string>(), new Dictionary<string, JsonElement>());
        foreach (var example in Fences().Matches(page).Select(found => found.Groups[1].Value))
        {
            var head = Head().Match(example);
            var named = variables.Where(v => example.Contains($"${v.Key}:", StringComparison.Ordinal)).ToDictionary();
            var reply = await Send(head.Groups["key"].Value, head.Groups["actor"].Value, example, named);
            if (Refusal(reply) is { } refusal)
            {
                wrong.Add($"{example}\n{refusal}");
                continue;
            }

            var data = reply.GetProperty("data");
            wrong.AddRange(head.Groups["shown"].Value.Split('、', StringSplitOptions.RemoveEmptyEntries).Where(path => !IsSomething(data, path.Split('.'))).Select(path => $"{path} is empty: {example}"));
            if (data.TryGetProperty("recordAction", out var recorded)) variables["number"] = recorded.GetProperty("action").GetProperty("number");
            if (data.TryGetProperty("flags", out var flags) && flags.GetProperty("nodes").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } flag) variables.TryAdd("flag", flag.GetProperty("id"));
        }

        return page.Contains("```graphql", StringComparison.Ordinal) && variables.Count == 2 ? wrong : [.. wrong, "The page has lost its examples."];
    }

    /// <summary>The sample's own keys, with what they are granted.</summary>
    private async Task Open()
    {
        await SampleGrants.Enter(grid.Grains, DateTimeOffset.UnixEpoch);
        foreach (var sample in SampleKeys.All) _keys[sample.Name] = await TestKey.Make(grid.Services, TestKey.None, account: sample.Id);
        // The gateway has a copy of the keys from before.
        grid.Services.GetRequiredService<KeyChecks>().Forget();
    }

    private async Task<(int Code, string Said)> Year()
    {
        var keys = Path.Combine(Directory.CreateTempSubdirectory("grid-year-").FullName, "keys.json");
        try
        {
            await File.WriteAllTextAsync(keys, JsonSerializer.Serialize(_keys), TestContext.Current.CancellationToken);
            using var year = Process.Start(new ProcessStartInfo(Path.Combine(Samples, "year"), [keys, grid.Url.GetLeftPart(UriPartial.Authority), Today]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var reading = (year.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), year.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await year.WaitForExitAsync(TestContext.Current.CancellationToken);
            await reading.Item1;
            return (year.ExitCode, await reading.Item2);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(keys)!, recursive: true);
        }
    }

    /// <summary>What the year left behind, in short.</summary>
    private async Task<string> Totals()
    {
        const string Query = """
            { problems(unit: "370700") { totalCount } recurrent: problems(unit: "370700", recurrent: true) { totalCount } referrals(to: "370700D01") { totalCount }
              flags(unit: "370700", period: {from: "2026-01", to: "2026-12"}) { nodes { kind recordCount } } }
            """;
        var reply = await Send("office", "", Query, []);
        Assert.True(Refusal(reply) is null, Refusal(reply));
        var data = reply.GetProperty("data");
        var flags = data.GetProperty("flags").GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("kind").GetString()} {node.GetProperty("recordCount").GetInt32()}");
        return $"{Total("problems")} problems, {Total("recurrent")} back, {Total("referrals")} referrals; {string.Join(", ", flags)}";

        int Total(string field) => data.GetProperty(field).GetProperty("totalCount").GetInt32();
    }

    private async Task<JsonElement> Send(string key, string actor, string query, Dictionary<string, JsonElement> variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, grid.Url) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _keys.GetValueOrDefault(key));
        if (actor.Length > 0) request.Headers.Add("Grid-Actor", actor);
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Why a request was not answered, or a command not taken; nothing where all was.</summary>
    private static string? Refusal(JsonElement reply)
    {
        if (reply.TryGetProperty("errors", out _) || !reply.TryGetProperty("data", out var data)) return reply.ToText();
        var refused = data.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("userErrors", out var user) && user.GetArrayLength() > 0).Select(field => field.Value.ToText()).ToList();
        return refused.Count > 0 ? string.Join('\n', refused) : null;
    }

    /// <summary>Whether a path leads to something: in a list, at least once.</summary>
    private static bool IsSomething(JsonElement at, ReadOnlySpan<string> path)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in at.EnumerateArray())
                if (IsSomething(element, path)) return true;
            return false;
        }

        if (path.IsEmpty) return at.ValueKind switch { JsonValueKind.Null => false, JsonValueKind.Number => at.GetInt32() > 0, JsonValueKind.String => at.GetString()!.Length > 0, _ => true };
        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(path[0], out var next) && IsSomething(next, path[1..]);
    }

    [GeneratedRegex("```graphql\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("^# 密钥 (?<key>\\S+?)(，以 (?<actor>\\S+) 的名义)?\\n(# 有结果：(?<shown>.*)\\n)?")]
    private static partial Regex Head();
}
