using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Identity;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

/// <summary>What an operator may set the log to: at its loudest every call, message and header is in it, and none of the numbers that are protected.</summary>
public sealed class LoudLogTests : IAsyncLifetime
{
    private static readonly string[] Canaries = ["11010519491231002X", "440524188001010014", "13987654321", "110105194912310021"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grid-loud-");
    private readonly EveryLine _log = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await EmbeddedHost.Start(new EmbeddedOptions("http://127.0.0.1:0", _folder.FullName, ""), more: services =>
        {
            TestPasses.UseTestPasses(services);
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(_log).PostConfigure<LoggerFilterOptions>(filter =>
            {
                filter.Rules.Clear();
                filter.MinLevel = LogLevel.Trace;
            });
        });
        foreach (var condition in (string[])[EmbeddedGrid.Import, EmbeddedGrid.Issuing]) _app.Services.GetRequiredService<Readiness>().Met(condition);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task At_its_loudest_the_log_holds_no_protected_number()
    {
        using Weifang weifang = Weifang.Small("L370700").WithDetails(), unfit = Weifang.Small("L370700").WithDetails().Set("人员", 2, "身份证号", Canaries[3]);
        var person = weifang.Sheets["人员"][1][0];
        weifang.Set("人员", 2, "身份证号", Canaries[0]).Set("人员", 3, "身份证号", Canaries[1]).Set("人员", 2, "联系电话", Canaries[2]);
        var (issuer, discipline) = (await TestKey.Make(_app.Services, "issuer"), await TestKey.Make(_app.Services, "discipline"));

        Assert.Contains("IDENTITY_NUMBER_UNFIT", await Import(unfit, "?dryRun=true"));
        Assert.Contains("\"accepted\":true", await Import(weifang, "?dryRun=true"));
        Assert.Contains("\"accepted\":true", await Import(weifang, ""));
        Assert.Contains("1101**********002X", await Read("identityNumber telephone"));
        Assert.Contains("FORBIDDEN", await Read("identityNumber(plain: true)"));
        var plain = await Read("identityNumber(plain: true) telephone(plain: true)", "核对身份");

        Assert.Contains(Canaries[0], plain);
        Assert.Contains(Canaries[2], plain);
        // It is as loud as that.
        Assert.Contains(_log.Lines, line => line.Contains("ReadDetail", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains("EnterDetails", StringComparison.Ordinal));
        foreach (var canary in Canaries) Assert.DoesNotContain(_log.Lines, line => line.Contains(canary, StringComparison.Ordinal));

        async Task<string> Import(Weifang workbook, string query)
        {
            var file = new ByteArrayContent(await File.ReadAllBytesAsync(workbook.Zip(), TestContext.Current.CancellationToken));
            return await Send(issuer, $"/api/imports{query}", file);
        }

        Task<string> Read(string fields, string? purpose = null) =>
            Send(discipline, "/graphql", JsonContent.Create(new { query = $"{{ person(by: {{code: \"{person}\"}}) {{ {fields} }} }}" }), purpose);
    }

    private async Task<string> Send(string key, string path, HttpContent content, string? purpose = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Urls.Single() + path)) { Content = content };
        request.Headers.Authorization = new("Bearer", key);
        if (purpose is not null) request.Headers.Add("Grid-Purpose", Uri.EscapeDataString(purpose));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
