using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Sends commands, one after the other, and notes what it was told. What is not answered is asked again under the same id; now and then it is left open.</summary>
internal sealed class Writer(int number, GridHttp grid, History history, Random random)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private const int Attempts = 120;

    private readonly Dictionary<Item, string> _states = [];
    private readonly Dictionary<string, (DateOnly Day, bool IsVacant)> _posts = [];
    private int _count;

    public async Task Work(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            if (random.Next(5) == 0) await ChangeHands(end);
            else await Move(end);
        }
    }

    /// <summary>One step in the life of an item, mostly one that its state allows.</summary>
    private async Task Move(CancellationToken end)
    {
        var item = Callers.Items[random.Next(Callers.Items.Count)];
        var state = random.Next(8) == 0 ? "ANY" : _states.GetValueOrDefault(item, "PENDING");
        var kind = state switch
        {
            "PENDING" => "acceptItem",
            "ACCEPTED" => "reportItem",
            "IN_PROGRESS" => random.Next(4) == 0 ? "submitItem" : "reportItem",
            "SUBMITTED" => random.Next(6) == 0 ? "closeItem" : "returnItem",
            "RETURNED" => "reportItem",
            _ => (string[])["acceptItem", "reportItem", "submitItem", "returnItem"] is var any ? any[random.Next(any.Length)] : "",
        };
        var id = $"w{number}-{_count++}";
        Dictionary<string, object> input = new() { ["commandId"] = id, ["item"] = item.By, [kind is "returnItem" ? "reason" : "text"] = id };
        if (kind is "reportItem") input["percent"] = random.Next(100);
        var actor = kind is "closeItem" or "returnItem" ? CityWorkbook.Checker : item.Post;
        var payload = await Send(id, kind, item.Subject, "item { state version } entry { version }", input, actor, end);
        if (payload is { } done && done.GetProperty("item") is { ValueKind: JsonValueKind.Object } now) _states[item] = now.GetProperty("state").GetString()!;
        else _states.Remove(item);
    }

    /// <summary>A post is vacated on one day and filled from the next, by its first holder and another in turn; writers race for it.</summary>
    private async Task ChangeHands(CancellationToken end)
    {
        var post = Callers.Posts[random.Next(Callers.Posts.Count)];
        var (day, isVacant) = _posts.GetValueOrDefault(post, (new DateOnly(2024, 2, 1), false));
        var id = $"w{number}-{_count++}";
        var person = $"{(random.Next(2) == 0 ? 'P' : 'Q')}{post}";
        Dictionary<string, object> input = new() { ["commandId"] = id, ["post"] = post, ["person"] = person, ["reason"] = id };
        input[isVacant ? "from" : "on"] = $"{day:yyyy-MM-dd}";
        var payload = await Send(id, isVacant ? "appoint" : "vacate", post, "post { version } entry { version }", input, CityWorkbook.Checker, end);
        // Whether it worked or somebody else was first: the next try looks further on.
        _posts[post] = (day.AddDays(payload is null ? 0 : 1 + random.Next(2)), payload is null ? random.Next(2) == 0 : !isVacant);
    }

    /// <summary>Sends a command until it is answered or given up; the answer, where there is one that changed something.</summary>
    private async Task<JsonElement?> Send(string id, string kind, string subject, string selection, Dictionary<string, object> input, string actor, CancellationToken end)
    {
        var type = $"{char.ToUpperInvariant(kind[0])}{kind[1..]}Input";
        var mutation = $"mutation($input: {type}!) {{ {kind}(input: $input) {{ {selection} userErrors {{ code current }} }} }}";
        var patience = random.Next(4) == 0 ? 1 : Attempts;
        var began = History.Now;
        for (var attempt = 0; ; attempt++)
        {
            var reply = await grid.Send(mutation, new { input }, actor, CancellationToken.None);
            var (outcome, code, payload) = Read(reply, kind);
            if (outcome is Outcome.Unknown && attempt + 1 < patience && !end.IsCancellationRequested)
            {
                history.Met(code!, kind);
                await Task.Delay(Pause, CancellationToken.None);
                continue;
            }

            history.Add(new Operation(id, kind, subject, began, History.Now, outcome, code, VersionOf(payload), attempt));
            if (outcome is Outcome.Acknowledged && random.Next(20) == 0) await Repeat(id, kind, subject, mutation, input, actor);
            return outcome is Outcome.Acknowledged ? payload : null;
        }
    }

    /// <summary>The same command again is answered as the first time; the same id with something else is a conflict.</summary>
    private async Task Repeat(string id, string kind, string subject, string mutation, Dictionary<string, object> input, string actor)
    {
        var began = History.Now;
        var (outcome, code, payload) = Read(await grid.Send(mutation, new { input }, actor), kind);
        history.Add(new Operation(id, kind, subject, began, History.Now, outcome, code, VersionOf(payload), 1));
        var other = new Dictionary<string, object>(input) { ["paper"] = "另一份文件" };
        (outcome, code, payload) = Read(await grid.Send(mutation, new { input = other }, actor), kind);
        history.Add(new Operation(id, $"{kind}, other payload", subject, began, History.Now, outcome, code, VersionOf(payload), 2));
    }

    private static (Outcome Outcome, string? Code, JsonElement? Payload) Read(Reply reply, string kind)
    {
        if (reply.Data is not { } data) return (Codes.SaysNothing(reply.Code!) ? Outcome.Unknown : Outcome.Refused, reply.Code, null);
        var payload = data.GetProperty(kind);
        var refusals = payload.GetProperty("userErrors");
        if (refusals.GetArrayLength() == 0) return (Outcome.Acknowledged, null, payload);
        var code = refusals[0].GetProperty("code").GetString()!;
        return (Codes.SaysNothing(code) ? Outcome.Unknown : Outcome.Refused, code, null);
    }

    private static int? VersionOf(JsonElement? payload) =>
        payload is { } told && told.GetProperty("entry") is { ValueKind: JsonValueKind.Object } entry ? entry.GetProperty("version").GetInt32() : null;
}
