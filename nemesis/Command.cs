using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>A command as it goes over the wire, the same one as often as it is sent. Its id also stands as text in the entry that it leaves.</summary>
internal sealed partial record Command(string Id, string Kind, string Subject, string Actor, Dictionary<string, object> Input)
{
    /// <summary>The version that its caller has seen, where it says so.</summary>
    public int? Expected => Input.TryGetValue("expectedVersion", out var version) ? (int)version : null;

    /// <summary>A command on an item; the words of a return or of a dispute are its reason, those of a refinement its measure.</summary>
    public static Command On(Item item, string kind, string id, string? actor = null)
    {
        var words = kind switch { "returnItem" or "disputeItem" or "resolveDispute" => "reason", "refineItem" => "measure", _ => "text" };
        return new(id, kind, item.Subject, actor ?? item.Post, new() { ["commandId"] = id, ["item"] = item.By, [words] = id });
    }

    /// <summary>Somebody comes to a post from a day on, or leaves it after one.</summary>
    public static Command On(string post, string kind, string id, string person, DateOnly day)
    {
        var command = new Command(id, kind, post, CityWorkbook.Checker, new()
        {
            ["commandId"] = id, ["post"] = post, ["person"] = person, ["reason"] = id, [kind is "appoint" ? "from" : "on"] = $"{day:yyyy-MM-dd}",
        });
        return kind is "vacate" ? command.With("disposeAll", "KEPT_WITH_POST") : command;
    }

    public Command With(string field, object value) => this with { Input = new(Input) { [field] = value } };

    /// <summary>Sends it once.</summary>
    public async Task<Told> Send(GridHttp grid)
    {
        var type = $"{char.ToUpperInvariant(Kind[0])}{Kind[1..]}Input";
        var reply = await grid.Send($"mutation($input: {type}!) {{ {Kind}(input: $input) {{ {Changed} userErrors {{ code }} }} }}", new { input = Input }, Actor);
        if (reply.Data is not { } data) return new(Codes.SaysNothing(reply.Code!) ? Outcome.Unknown : Outcome.Refused, reply.Code);
        var payload = data.GetProperty(Kind);
        var refusals = payload.GetProperty("userErrors");
        if (refusals.GetArrayLength() == 0) return new(Outcome.Acknowledged, null, payload, MadeIn(payload));
        var code = refusals[0].GetProperty("code").GetString()!;
        return new(Codes.SaysNothing(code) ? Outcome.Unknown : Outcome.Refused, code);
    }
}

/// <summary>What came back for a command: the payload, and the version that it made, only where it was acknowledged.</summary>
internal sealed record Told(Outcome Outcome, string? Code, JsonElement? Payload = null, int? Version = null);
