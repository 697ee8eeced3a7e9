using System.Text.Json;
using ResponsibilityGrid.Tests.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Referrals;

/// <summary>Referrals over HTTP on the sample grid.</summary>
[Collection(nameof(GridHost))]
public sealed class ReferralHttpTests(GridHost grid)
{
    private const string Selection = "referral { id number version stateLabel to { code } at { code } unit { code } credits { unit line action } route { unit since } ageDays dueOn history { actLabel } } userErrors { code message field }";

    [Fact]
    public async Task A_finding_is_referred_accepted_and_read_back_in_one_call()
    {
        var look = await Send("""mutation { recordAction(input: {kind: INSPECT, clean: false, text: "任免程序缺环节", targets: [{post: "370702001-05"}]}) { action { number } } }""", "370700D02-01");
        var number = look.GetProperty("recordAction").GetProperty("action").GetProperty("number").GetInt32();
        var refer = $$$"""mutation { refer(input: {commandId: "refer-http", action: {unit: "370702001", number: {{{number}}}}, to: "370700D01", dueOn: "2026-12-01", text: "请核查"}) { {{{Selection}}} } }""";

        var referral = (await Send(refer, "370700D02-01")).GetProperty("refer").GetProperty("referral");

        Assert.Equal(("待答复", "370700D01", 0), (referral.GetProperty("stateLabel").GetString(), referral.GetProperty("at").GetProperty("code").GetString(), referral.GetProperty("ageDays").GetInt32()));
        Assert.Equal("法制", referral.GetProperty("credits")[0].GetProperty("line").GetString());
        var key = referral.GetProperty("number").GetInt32();
        Assert.Contains(key, await Handed());
        var wrong = await Send($$$"""mutation { answerReferral(input: {referral: {key: {to: "370700D01", number: {{{key}}}}}, accepted: true}) { {{{Selection}}} } }""", "370700D03-01");
        Assert.Equal("REFUSED", wrong.GetProperty("answerReferral").GetProperty("userErrors")[0].GetProperty("code").GetString());
        var answered = await Send($$$"""mutation { answerReferral(input: {referral: {id: "{{{referral.GetProperty("id").GetString()}}}"}, accepted: true, expectedVersion: 1}) { {{{Selection}}} } }""", "370700D01-01");
        Assert.Equal("已受理", answered.GetProperty("answerReferral").GetProperty("referral").GetProperty("stateLabel").GetString());

        Assert.DoesNotContain(key, await Handed());
        var (data, calls) = await grid.Count("""{ referrals(to: "370700D01", from: "370700D02", state: ACCEPTED) { totalCount nodes { number ageDays route { unit since } } } }""");
        Assert.EndsWith("IOversightGrain.ListReferrals", Assert.Single(calls), StringComparison.Ordinal);
        Assert.Contains(data.GetProperty("referrals").GetProperty("nodes").EnumerateArray(), node => node.GetProperty("number").GetInt32() == key);
    }

    /// <summary>The referrals that the head of the department has to hand over.</summary>
    private async Task<List<int>> Handed() =>
        [.. (await Send("""{ handoverPack(post: "370700D01-01") { referrals { number } } }""", "370700D01-01")).GetProperty("handoverPack").GetProperty("referrals").EnumerateArray().Select(node => node.GetProperty("number").GetInt32())];

    private async Task<JsonElement> Send(string query, string actor)
    {
        var reply = await grid.Send(query, actor: actor);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }
}
