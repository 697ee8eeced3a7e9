using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>The embedded gateway on a SQLite file with the sample in it, spoken to over HTTP alone and started anew at will.</summary>
public sealed class ClerkHost : IAsyncLifetime
{
    public const string Clerk = "370702D04-01";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("grid-clerk-");
    private readonly HttpClient http = new();
    // At noon: no midnight comes while a day is played.
    private readonly MovedClock clock = new(GridCluster.Noon);
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new EmbeddedOptions("http://127.0.0.1:0", folder.FullName, Weifang.Sample);
        app = await EmbeddedHost.Start(options, clock, TestPasses.UseTestPasses);
        await http.ShowKey(app.Services);
        await app.Services.GetRequiredService<EmbeddedGrid>().Start(options, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything out of memory, and a new start on the same file.</summary>
    public async Task Restart()
    {
        await Stop();
        await InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Stop();
        folder.Delete(recursive: true);
    }

    /// <summary>Asks, and expects an answer without errors.</summary>
    public async Task<JsonElement> Ask(string query, object? variables = null, string actor = Clerk)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Urls.Single() + "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("Grid-Actor", actor);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }

    /// <summary>A command that goes through; what is selected of its payload.</summary>
    public async Task<string> Done(string actor, string mutation, string selection, object input)
    {
        var payload = await Send(actor, mutation, selection, input);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
        return payload.EnumerateObject().First().Value.ToText();
    }

    /// <summary>A command that a rule refuses: its code, the field that it is about and the current version.</summary>
    public async Task<string> Refused(string actor, string mutation, object input)
    {
        var error = Assert.Single((await Send(actor, mutation, "", input)).GetProperty("userErrors").EnumerateArray());
        return $"{error.Text("code")} {error.Text("field")} {error.Text("current")}".TrimEnd();
    }

    /// <summary>A command on an item: its state and version afterwards.</summary>
    public Task<string> Item(string actor, string mutation, object input) => Done(actor, mutation, "item { state version }", input);

    private async Task<JsonElement> Send(string actor, string mutation, string selection, object input)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        return (await Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ {selection} userErrors {{ code field current message }} }} }}", new { input }, actor)).GetProperty(mutation);
    }

    private async Task Stop()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
