using System.Text.Json;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>How the first grid comes into an installation that has nothing but its administrators.</summary>
public sealed class FoundingTests
{
    [Fact]
    public async Task An_issuer_of_all_grids_is_proposed_and_approved_before_there_is_any_and_imports_the_first()
    {
        await using var host = new ImportHost();
        await host.InitializeAsync();
        var (sysadmin, secadmin, issuer) = (await TestKey.Make(host.Services, "sysadmin"), await TestKey.Make(host.Services, "secadmin"), await TestKey.Make(host.Services, TestKey.None));
        using var weifang = Weifang.Small("F1");
        var workbook = weifang.Xlsx();

        await Show(host, issuer);
        Assert.Equal(403, (await host.PostFile(workbook)).Status);
        await Show(host, sysadmin);
        var grant = (await Do(host, "proposeGrant", new { who = $"key:{ApiKey.Parse(issuer)!.Account}", role = "ISSUER", paper = "某发〔2026〕1号" })).GetProperty("grant").GetProperty("id").GetString();
        Assert.Contains((await host.Ask("{ grants { id } }")).GetProperty("data").GetProperty("grants").EnumerateArray(), listed => listed.GetProperty("id").GetString() == grant);
        await Show(host, secadmin);
        await Do(host, "approveGrant", new { grant });
        await Show(host, issuer);

        var (status, report) = await host.PostFile(workbook);

        Assert.True(status == 200, $"{report}");
        Assert.Equal("F1", (await host.Ask("{ grids { code } }")).GetProperty("data").GetProperty("grids")[0].GetProperty("code").GetString());
    }

    private static async Task<JsonElement> Do(ImportHost host, string mutation, object input)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var reply = await host.Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ grant {{ id }} userErrors {{ code message }} }} }}", new { input });
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        var payload = reply.GetProperty("data").GetProperty(mutation);
        Assert.Equal("[]", payload.GetProperty("userErrors").GetRawText());
        return payload;
    }

    /// <summary>A key, once the gateway has heard of it.</summary>
    private static async Task Show(ImportHost host, string key)
    {
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await Patience.Until<object>("a key that is known", async () => (await host.Ask("{ __typename }")).TryGetProperty("data", out _) ? host : null);
    }
}
