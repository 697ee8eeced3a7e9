using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>A sample grid of its own for the tests that change it.</summary>
[CollectionDefinition(nameof(ItemCommands))]
public sealed class ItemCommandsCollection : ICollectionFixture<GridHost>;

/// <summary>Commands on items as a client sends them.</summary>
internal static class ItemCommands
{
    public const string County = "370702-02", Office = "370702-03", City = "370700-02";
    public const string Payload = """
        item { id state stateLabel dueOn version percent }
        entry { act actLabel who { code post person name unit for } on late paper text subject other percent evidence state dueOn version }
        userErrors { code rule message field current } commandId clientMutationId
        """;

    /// <summary>A client's item: a 岗位 post's one unless another duty is named.</summary>
    public static object Item(string post, string duty = "2026-06-04") => new { key = new { list = "2026", duty, post } };

    /// <summary>Sends one mutation; its input is the item's key and what is given beside.</summary>
    public static Task<JsonElement> Tell(this GridHost grid, string? actor, string mutation, string post, object? more = null, string? language = null, string duty = "2026-06-04")
    {
        var input = JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject().ToDictionary(p => p.Name, object (p) => p.Value);
        input.TryAdd("item", Item(post, duty));
        return grid.Send($$"""mutation($input: {{char.ToUpperInvariant(mutation[0])}}{{mutation[1..]}}Input!) { {{mutation}}(input: $input) { {{Payload}} } }""", new { input }, language, actor);
    }

    /// <summary>Sends it and expects an answer without errors, refused or not.</summary>
    public static async Task<JsonElement> Do(this GridHost grid, string actor, string mutation, string post, object? more = null, string? language = null, string duty = "2026-06-04")
    {
        var reply = await grid.Tell(actor, mutation, post, more, language, duty);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data").GetProperty(mutation);
    }

    /// <summary>Does all of it and expects that nothing is refused.</summary>
    public static async Task Go(this GridHost grid, string post, params (string Actor, string Mutation, object More)[] steps)
    {
        foreach (var (actor, mutation, more) in steps)
            Assert.Empty((await grid.Do(actor, mutation, post, more)).GetProperty("userErrors").EnumerateArray());
    }

    public static async Task<JsonElement> Read(this GridHost grid, string post, string fields = "state version", string duty = "2026-06-04") =>
        (await grid.Ask($$"""query($by: ItemBy!) { item(by: $by) { {{fields}} } }""", new { by = Item(post, duty) })).GetProperty("item");

    public static string? Text(this JsonElement element, params string[] path) => path.Aggregate(element, (e, name) => e.GetProperty(name)).ToString();
}
