using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

[CollectionDefinition(nameof(ImportHost))]
public sealed class ImportHostCollection : ICollectionFixture<ImportHost>;

/// <summary>The embedded gateway of this process on a real SQLite file, with no grid in it until a test imports one.</summary>
public sealed class ImportHost : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("grid-import-");
    private WebApplication app = null!;

    public HttpClient Http { get; } = new();

    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    internal IServiceProvider Services => app.Services;

    internal WorkbookImport Import => app.Services.GetRequiredService<WorkbookImport>();

    internal Readiness Readiness => app.Services.GetRequiredService<Readiness>();

    public async ValueTask InitializeAsync()
    {
        app = await EmbeddedHost.Start(new EmbeddedOptions("http://127.0.0.1:0", folder.FullName, ""), more: TestPasses.UseTestPasses);
        await Http.ShowKey(app.Services);
        Readiness.Met(EmbeddedGrid.Import);
        Readiness.Met(EmbeddedGrid.Issuing);
    }

    /// <summary>A small municipality on record, its list issued, as a first start leaves it.</summary>
    internal async Task<Weifang> Found(string root)
    {
        var weifang = Weifang.Small(root);
        var report = await Run(weifang);
        Assert.True(report.Accepted, JsonSerializer.Serialize(report.Faults));
        await Grains.GetGrain<IGridGrain>(GridKeys.Grid(root)).Issue("2026");
        await Grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).MarkReady(root);
        return weifang;
    }

    internal Task<ImportReport> Run(Weifang weifang, bool dryRun = false, bool skip = false, bool newVersion = false) =>
        Import.Run(weifang.Read(), new ImportOptions(dryRun, skip, newVersion));

    /// <summary>The settled overview; those above lag behind a change by up to a second, so what is expected of it is waited for.</summary>
    internal Task<Overview> Overview(string root, string? unit = null, Func<Overview, bool>? once = null) => Patience.Until($"the settled overview of {unit ?? root} that is expected", async () =>
        await Grains.GetGrain<ILedgerGrain>(GridKeys.Unit(root, unit ?? root)).GetOverview(null) is { Settled: true } settled && once?.Invoke(settled) is not false ? settled : null);

    internal Task<UnitSheet> Sheet(string root, string unit) => Grains.GetGrain<IUnitGrain>(GridKeys.Unit(root, unit)).GetSheet(null);

    internal Task<PersonView> Person(string root, string person) => Grains.GetGrain<IPersonGrain>(GridKeys.Person(root, person)).Get();

    /// <summary>Posts a body and answers with status and content.</summary>
    internal async Task<(int Status, JsonElement Json)> Post(HttpContent body, string query = "", string? type = "application/octet-stream", string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{app.Urls.Single()}/api/imports{query}")) { Content = body };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    internal Task<(int Status, JsonElement Json)> PostFile(string file, string query = "") => Post(new ByteArrayContent(File.ReadAllBytes(file)), query);

    internal async Task<JsonElement> Ask(string query, object? variables = null)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri($"{app.Urls.Single()}/graphql"), new { query, variables }, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
