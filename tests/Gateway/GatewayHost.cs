using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>The probe schema behind a real Kestrel on a free port.</summary>
public sealed class GatewayHost : IAsyncLifetime
{
    private readonly WebApplication app;

    public GatewayHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddGridGraphQL<ProbeQuery, ProbeMutation>();
        builder.Services.Configure<GraphQLLimits>(limits => limits.Timeout = TimeSpan.FromSeconds(3));
        builder.Services.AddSingleton(new ProbeItems(300));
        builder.Services.AddNode<ProbeItems>("ProbeItem", (items, key) => items.Find(key));
        app = builder.Build();
        app.MapGridGraphQL();
    }

    public Uri Url => new(app.Urls.Single() + "/graphql");

    public HttpClient Http { get; } = new();

    internal CollectedLog Log { get; } = new();

    public ISchema Schema => app.Services.GetRequiredService<ISchema>();

    public async ValueTask InitializeAsync()
    {
        await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Posts a document and reads the reply, whatever its status.</summary>
    public async Task<Reply> Ask(string query, object? variables = null, string? language = null, string accept = "application/graphql-response+json", bool cost = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url);
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (cost)
            request.Headers.Add("X-GraphQL-Cost", "1");

        return await Send(request);
    }

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, string.Join(", ", response.Content.Headers.Allow),
            text, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }
}

/// <summary>A reply, read.</summary>
public sealed record Reply(int Status, string? Type, string Allow, string Text, JsonElement Json)
{
    public string? Code => Error(0)?.GetProperty("extensions").GetProperty("code").GetString();

    public string? Message => Error(0)?.GetProperty("message").GetString();

    public int Errors => Json.TryGetProperty("errors", out var errors) ? errors.GetArrayLength() : 0;

    public JsonElement Data => Json.GetProperty("data");

    public JsonElement? Error(int at) => Errors > at ? Json.GetProperty("errors")[at] : null;
}

/// <summary>The store behind the probe's nodes.</summary>
public sealed class ProbeItems(int count)
{
    public Task<INode?> Find(string key) => Task.FromResult<INode?>(int.TryParse(key, out var number) && number < count ? new ProbeItem(number) : null);
}
