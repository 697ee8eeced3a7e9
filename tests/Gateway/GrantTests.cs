using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Grants and what they give, over HTTP, by keys.</summary>
[Collection(nameof(CommandHost))]
public sealed class GrantTests(CommandHost host)
{
    private const string Seen = "{ unit(by: { code: \"111\" }) { name } }";

    [Fact]
    public async Task A_grant_is_proposed_approved_honoured_listed_and_ended()
    {
        var (sysadmin, secadmin, nobody) = (await Key("sysadmin"), await Key("secadmin"), await Bare());
        Assert.Equal("FORBIDDEN", CodeOf(await host.Send(Seen, key: nobody.Key)));

        var proposed = await Do(sysadmin, "proposeGrant", new { who = nobody.Subject, role = "CLERK", over = County, paper = "某发〔2026〕1号" });
        var grant = proposed.GetProperty("grant").GetProperty("id").GetString();
        Assert.Equal("NOT_FOUND", (await Do(secadmin, "approveGrant", new { grant = $"{City}/none" })).GetProperty("userErrors")[0].GetProperty("code").GetString());
        await Do(secadmin, "approveGrant", new { grant });

        Assert.Equal($"单位{Branch}", (await host.Send(Seen, key: nobody.Key)).GetProperty("data").GetProperty("unit").GetProperty("name").GetString());
        var listed = (await host.Send("query($who: String!) { grants(subject: $who) { who roleLabel over proposedBy approvedBy } }", new { who = nobody.Subject }, key: nobody.Key)).GetProperty("data").GetProperty("grants");
        Assert.Equal(("经办员", County), (listed[0].GetProperty("roleLabel").GetString(), listed[0].GetProperty("over").GetString()));
        await Do(secadmin, "endGrant", new { grant });
        await Patience.Until<object>("the end of the grant", async () => CodeOf(await host.Send(Seen, key: nobody.Key)) == "FORBIDDEN" ? this : null);
    }

    [Fact]
    public async Task A_county_reads_its_own_and_not_its_neighbours()
    {
        var key = await Key("clerk", County);

        var reply = (await host.Send($"{{ own: unit(by: {{ code: \"{Branch}\" }}) {{ name parent {{ code }} }} above: unit(by: {{ code: \"{City}\" }}) {{ children {{ code }} }} overview(unit: \"{City}\") {{ items children {{ unit {{ code }} }} }} }}", key: key)).GetProperty("data");

        Assert.Equal(County, reply.GetProperty("own").GetProperty("parent").GetProperty("code").GetString());
        Assert.Equal($"[{County}]", $"[{string.Join(",", reply.GetProperty("overview").GetProperty("children").EnumerateArray().Select(c => c.GetProperty("unit").GetProperty("code").GetString()))}]");
    }

    [Fact]
    public async Task The_separated_duties_read_no_business_data()
    {
        foreach (var duty in (string[])["sysadmin", "secadmin", "auditor"])
            Assert.Equal("FORBIDDEN", CodeOf(await host.Send(Seen, key: await Key(duty))));
    }

    private async Task<JsonElement> Do(string key, string mutation, object input)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var reply = await host.Send($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ grant {{ id }} entry {{ by }} userErrors {{ code }} }} }}", new { input }, actor: null, key: key);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data").GetProperty(mutation);
    }

    /// <summary>A key, once the gateway has heard of it: its copy of the accounts is some seconds old.</summary>
    private async Task<string> Key(string role, string? over = null)
    {
        var key = await TestKey.Make(host.Services, role, over);
        await Patience.Until<object>("a key that is known", async () => CodeOf(await host.Send("{ __typename }", key: key)) is null ? this : null);
        return key;
    }

    /// <summary>A key that was granted nothing.</summary>
    private async Task<(string Key, string Subject)> Bare()
    {
        var key = await Key(TestKey.None);
        return (key, $"key:{ApiKey.Parse(key)!.Account}");
    }

    private static string? CodeOf(JsonElement reply) =>
        reply.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
}
