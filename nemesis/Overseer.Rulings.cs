using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Disputes of items and what becomes of them, looks that are put right, flags, lines, interviews.</summary>
internal sealed partial class Overseer
{
    // What an upheld dispute ends stays ended, so only duties that no later version of the list changes.
    private const int LastingDuties = 39;

    private static readonly string[] Lines = ["法制", "党建", "人事", "日常"];

    /// <summary>The items that are disputed, all in the last branch, each by one overseer; nobody else touches them.</summary>
    public static IReadOnlyList<Item> Contested { get; } = [.. Enumerable.Range(0, Callers.Overseers).SelectMany(ContestedBy)];

    /// <summary>The units that are put on lines, each by one overseer.</summary>
    public static IReadOnlyList<string> Lined { get; } = [.. CityWorkbook.Branches.TakeLast(Callers.Overseers)];

    // Its own items that are not retired, and whether they are in dispute as far as it knows.
    private readonly List<(Item Item, bool IsDisputed)> _contested = [.. ContestedBy(number).Select(item => (item, false))];
    // Its own clean looks, and the version of each where it is known.
    private readonly List<(string Action, string Actor, int? Version)> _looks = [];
    private (DateOnly Day, int Turn) _line = (new(2024, 2, 1), 0);

    private static IEnumerable<Item> ContestedBy(int overseer) => CityWorkbook.StaffDuties.Take(LastingDuties).Select(duty => new Item(duty, $"{CityWorkbook.Branches.Last()}-{overseer + 1:00}"));

    /// <summary>An item is disputed, and the dispute mostly rejected, so that it may be disputed again.</summary>
    private async Task Contest(string id, CancellationToken end)
    {
        var at = random.Next(_contested.Count);
        var (item, isDisputed) = _contested[at];
        var payload = await Send(isDisputed ? Command.Resolve(item, id, isUpheld: random.Next(8) == 0) : Command.On(item, "disputeItem", id), end);
        var state = payload?.GetProperty("item").GetProperty("state").GetString();
        if (state is "RETIRED") _contested.RemoveAt(at);
        // Where nobody knows, or where it stood otherwise than was thought, the next step shows it.
        else _contested[at] = (item, state is null ? !isDisputed : state is "DISPUTED");
    }

    private async Task Correct(string id, CancellationToken end)
    {
        var at = random.Next(_looks.Count);
        var ((action, actor, version), isWithdrawn) = (_looks[at], random.Next(6) == 0);
        var command = Command.Correct(action, id, actor, isClean: random.Next(2) == 0, isWithdrawn);
        if (version is { } seen && random.Next(3) == 0) command = command.With("expectedVersion", seen);
        var told = await Send(command, end);
        if (isWithdrawn || random.Next(3) == 0) _looks.RemoveAt(at);
        else _looks[at] = (action, actor, told?.GetProperty("action").GetProperty("version").GetInt32());
    }

    /// <summary>Something is said of a flag; where there is none, two looks are recorded in the same words.</summary>
    private async Task Flag(string id, CancellationToken end)
    {
        const string Query = "query($unit: String!, $state: FlagState!) { flags(unit: $unit, kind: LOOK_ALIKE, state: $state, first: 20) { nodes { id } } }";
        var state = random.Next(2) == 0 ? "OPEN" : "DISPUTED";
        if (await Ask(Query, new { unit = CityWorkbook.City, state }) is not { } found) return;
        List<string> flags = [.. found.GetProperty("flags").GetProperty("nodes").EnumerateArray().Select(flag => flag.GetProperty("id").GetString()!)];
        if (flags.Count > 0)
        {
            var stance = state is "OPEN" && random.Next(2) == 0 ? "DISPUTE" : random.Next(2) == 0 ? "UPHOLD" : "DISMISS";
            await Send(Command.Decide(flags[random.Next(flags.Count)], stance, id), end);
            return;
        }

        // Letters by chance: nothing else looks alike. Numbers do not count, so that the ids in front do no harm.
        var words = string.Concat(Enumerable.Range(0, 24).Select(_ => (char)('a' + random.Next(26))));
        await Send(Command.Copy(AnyUnit(), id, words), end);
        await Send(Command.Copy(AnyUnit(), $"o{number}-{_count++}", words), end);
    }

    /// <summary>Its unit goes to the next line, a day later than the last time.</summary>
    private async Task AssignLine(string id, CancellationToken end)
    {
        var (day, turn) = _line;
        _line = (day.AddDays(1), turn + 1);
        await Send(Command.AssignLine(Lined[number], Lines[turn % Lines.Length], day, id), end);
    }

    /// <summary>The head of a branch at the bottom of its county is called in.</summary>
    private async Task CallIn(string id, CancellationToken end)
    {
        const string Query = "query($unit: String!, $list: String) { ranking(unit: $unit, list: $list) { rows { unit { code } proposal { head { post } } } } }";
        var (county, list) = (CityWorkbook.Branches.ElementAt(random.Next(CityWorkbook.Branches.Count()))[..6], random.Next(2) == 0 ? CityWorkbook.List : null);
        if (await Ask(Query, new { unit = county, list }) is not { } found) return;
        List<string> lowest =
        [
            .. found.GetProperty("ranking").GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("proposal").ValueKind is JsonValueKind.Object)
                .Select(row => row.GetProperty("unit").GetProperty("code").GetString()!),
        ];
        if (lowest.Count > 0) await Send(Command.CallIn(lowest[random.Next(lowest.Count)], list, id), end);
    }

    /// <summary>What was answered to a question; nothing where nobody answered.</summary>
    private async Task<JsonElement?> Ask(string query, object variables)
    {
        var reply = await grid.Send(query, variables);
        if (reply.Data is null) history.Met(reply.Code!, query.Split('{')[1].Trim());
        return reply.Data;
    }
}
