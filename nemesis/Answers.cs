using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What a reply to a command says about its outcome.</summary>
internal static class Answers
{
    public static (Outcome Outcome, string? Code, JsonElement? Payload) Read(Reply reply, string kind)
    {
        if (reply.Data is not { } data) return (Codes.SaysNothing(reply.Code!) ? Outcome.Unknown : Outcome.Refused, reply.Code, null);
        var payload = data.GetProperty(kind);
        var refusals = payload.GetProperty("userErrors");
        if (refusals.GetArrayLength() == 0) return (Outcome.Acknowledged, null, payload);
        var code = refusals[0].GetProperty("code").GetString()!;
        return (Codes.SaysNothing(code) ? Outcome.Unknown : Outcome.Refused, code, null);
    }

    public static int? VersionOf(JsonElement? payload) =>
        payload is { } told && told.GetProperty("entry") is { ValueKind: JsonValueKind.Object } entry ? entry.GetProperty("version").GetInt32() : null;
}

/// <summary>Reports progress on items for a fault, and notes what it was told as the writers do.</summary>
internal sealed class Clerk(GridHttp grid, History history)
{
    private const string Mutation = "mutation($input: ReportItemInput!) { reportItem(input: $input) { entry { version } userErrors { code } } }";

    /// <summary>One report, asked again under its id until its outcome is known or so many attempts were made; the last code.</summary>
    public async Task<(Outcome Outcome, string? Code)> Report(Item item, string id, int attempts = 1)
    {
        var began = History.Now;
        for (var attempt = 0; ; attempt++)
        {
            var reply = await grid.Send(Mutation, new { input = new { commandId = id, item = item.By, text = id, percent = 50 } }, item.Post);
            var (outcome, code, payload) = Answers.Read(reply, "reportItem");
            if (outcome is Outcome.Unknown && attempt + 1 < attempts)
            {
                await Task.Delay(100);
                continue;
            }

            history.Add(new Operation(id, "reportItem", item.Subject, began, History.Now, outcome, code, Answers.VersionOf(payload), attempt));
            return (outcome, code);
        }
    }
}
