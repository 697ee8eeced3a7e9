using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Sends commands, one after the other, and notes what it was told. What is not answered is asked again under the same id; now and then it is left open.</summary>
internal sealed class Writer(int number, GridHttp grid, History history, Random random)
{
    private const int Attempts = 120;

    private readonly Sender _sender = new(grid, history);
    private readonly Dictionary<Item, (string State, int? Version)> _items = [];
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
        var seen = _items.GetValueOrDefault(item, ("PENDING", null));
        var state = random.Next(8) == 0 ? "ANY" : seen.State;
        var kind = state switch
        {
            "PENDING" => "acceptItem",
            "ACCEPTED" => "reportItem",
            "IN_PROGRESS" => random.Next(8) switch { 0 or 1 => "submitItem", 2 => "addAssist", 3 => "endAssist", _ => "reportItem" },
            "SUBMITTED" => random.Next(6) == 0 ? "closeItem" : "returnItem",
            "RETURNED" => "reportItem",
            _ => (string[])["acceptItem", "reportItem", "submitItem", "returnItem", "addAssist"] is var any ? any[random.Next(any.Length)] : "",
        };
        var id = $"w{number}-{_count++}";
        var command = Command.On(item, kind, id, kind is "closeItem" or "returnItem" ? CityWorkbook.Checker : null);
        if (kind is "reportItem") command = command.With("percent", random.Next(100));
        // The head of the branch, to whom nobody gave the lead.
        if (kind is "addAssist" or "endAssist") command = command.With("post", $"{item.Unit}-00");
        // Somebody else may have been there since; then it is a conflict.
        if (seen.Version is { } version && random.Next(3) == 0) command = command.With("expectedVersion", version);
        var payload = await Send(command, end);
        if (payload is { } done && done.GetProperty("item") is { ValueKind: JsonValueKind.Object } now) _items[item] = (now.GetProperty("state").GetString()!, now.GetProperty("version").GetInt32());
        else _items[item] = ("ANY", null);
    }

    /// <summary>A post is vacated on one day and filled from the next, by its first holder and another in turn; writers race for it.</summary>
    private async Task ChangeHands(CancellationToken end)
    {
        var post = Callers.Posts[random.Next(Callers.Posts.Count)];
        var (day, isVacant) = _posts.GetValueOrDefault(post, (new DateOnly(2024, 2, 1), false));
        var id = $"w{number}-{_count++}";
        var person = $"{(random.Next(2) == 0 ? 'P' : 'Q')}{post}";
        var payload = await Send(Command.On(post, isVacant ? "appoint" : "vacate", id, person, day), end);
        // Whether it worked or somebody else was first: the next try looks further on.
        _posts[post] = (day.AddDays(payload is null ? 0 : 1 + random.Next(2)), payload is null ? random.Next(2) == 0 : !isVacant);
    }

    /// <summary>Sends a command until it is answered, or now and then only once; the answer, where there is one that changed something.</summary>
    private async Task<JsonElement?> Send(Command command, CancellationToken end)
    {
        var told = await _sender.Send(command, random.Next(4) == 0 ? 1 : Attempts, end);
        if (told.Outcome is Outcome.Acknowledged && random.Next(20) == 0) await _sender.Repeat(command);
        return told.Payload;
    }
}
