using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

[CollectionDefinition(nameof(CommandHost))]
public sealed class CommandHostCollection : ICollectionFixture<CommandHost>;

/// <summary>The small grid at noon of 2026-11-22 on two silos, its list issued, and a gateway.</summary>
public class CommandHost : IAsyncLifetime
{
    private WebApplication _app = null!;
    private int _posts;

    public GridCluster Cluster { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        Cluster = await GridCluster.Start();
        await Cluster.EnterSmall();
        await Cluster.Issue(City, List);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.AddGateway().Services.AddSingleton(Cluster.Grains).AddSingleton<TimeProvider>(Cluster.Clock).AddGridHealth();
        Configure(builder);
        _app = builder.Build();
        _app.MapGateway();
        await _app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        await Http.ShowKey(_app.Services);
        await Cluster.WaitUntilSettled(City);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await _app.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    /// <summary>A vacant post of a unit of its own.</summary>
    public async Task<string> Post(string unit = Office, string layer = "部门负责人")
    {
        var place = Place(unit, layer, 100 + Interlocked.Increment(ref _posts));
        await Cluster.Grid(City).Enter([], [place]);
        await Cluster.Unit(City, unit).Record(Facts(place) with { Fills = [], Residents = [] });
        return place.Code;
    }

    /// <summary>A person at home in the office.</summary>
    public async Task<string> Person()
    {
        var code = $"X{Interlocked.Increment(ref _posts)}";
        await Cluster.Unit(City, Office).Record(new UnitFacts { Residents = [new Resident { Person = code, Name = $"某{code}" }] });
        return code;
    }

    /// <summary>Asks, and expects an answer without errors.</summary>
    public async Task<JsonElement> Ask(string query, object? variables = null)
    {
        var reply = await Send(query, variables);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }

    /// <summary>A command of one input; its payload.</summary>
    public async Task<JsonElement> Do(string mutation, string selection, object input, string? language = null, string? actor = $"{City}-1")
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var reply = await Send($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ {selection} userErrors {{ code message field current }} }} }}", new { input }, actor, language);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data").GetProperty(mutation);
    }

    /// <summary>A command that goes through.</summary>
    public async Task<JsonElement> Done(string mutation, string selection, object input, string actor = $"{City}-1")
    {
        var payload = await Do(mutation, selection, input, actor: actor);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
        return payload;
    }

    /// <summary>A command that a rule refuses, in both languages; its code and the field that it is about.</summary>
    public async Task<string> Refused(string mutation, object input, string actor = $"{City}-1")
    {
        var chinese = (await Do(mutation, "", input, actor: actor)).GetProperty("userErrors")[0];
        var english = (await Do(mutation, "", input, "en", actor)).GetProperty("userErrors")[0];
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。", chinese.GetProperty("message").GetString());
        Assert.Matches(@"[A-Za-z, ]{5}.*\.$", english.GetProperty("message").GetString());
        return $"{chinese.GetProperty("code").GetString()} {chinese.GetProperty("field").GetString()}".TrimEnd();
    }

    /// <summary>An item as it stands.</summary>
    public async Task<JsonElement> Read(object item) =>
        (await Ask("query($item: ItemBy!) { item(by: $item) { state version history(first: 200) { totalCount nodes { text } } } }", new { item })).GetProperty("item");

    public async Task<JsonElement> Send(string query, object? variables = null, string? actor = $"{City}-1", string? language = null, string? key = null)
    {
        using var response = await Call(query, variables, actor, language, key);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks and reads nothing of the reply yet.</summary>
    public async Task<HttpResponseMessage> Call(string query, object? variables = null, string? actor = $"{City}-1", string? language = null, string? key = null)
    {
        // What follows is learnt later.
        Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Urls.Single() + "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        if (language is not null) request.Headers.Add("Accept-Language", language);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Brings a workbook.</summary>
    public async Task<HttpResponseMessage> Import(string file, string language = "zh")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Urls.Single() + "/api/imports")) { Content = new ByteArrayContent(await File.ReadAllBytesAsync(file)) };
        request.Headers.Add("Accept-Language", language);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Whether the process says that it runs.</summary>
    public async Task<bool> IsAlive() =>
        (await Http.GetAsync(new Uri(_app.Urls.Single() + "/health/live"), TestContext.Current.CancellationToken)).IsSuccessStatusCode;

    /// <summary>What a test wants otherwise.</summary>
    protected virtual void Configure(WebApplicationBuilder builder) { }
}
