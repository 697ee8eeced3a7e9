using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Looks at branches and reports their problems, whose heads claim them and put them right. What is not answered is asked again under the same id; now and then it is left open.</summary>
internal sealed class Overseer(int number, GridHttp grid, History history, Random random)
{
    private const int Attempts = 120;

    /// <summary>The branches that are looked at.</summary>
    public static IReadOnlyList<string> Units { get; } = [.. CityWorkbook.Branches.Take(12)];

    private readonly Sender _sender = new(grid, history);
    // Its own problems that somebody may still work on, and whether they were claimed.
    private readonly List<(string Unit, int Number, bool IsClaimed)> _problems = [];
    private int _count;

    public async Task Work(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var id = $"o{number}-{_count++}";
            await (random.Next(4) switch { 0 => Report(id, end), 1 when _problems.Count > 0 => PutRight(id, end), _ => Look(id, end) });
            // It is not the load that is of interest here, and a branch keeps all its problems in one row.
            await Task.Delay(random.Next(100, 400), CancellationToken.None);
        }
    }

    private string AnyUnit() => Units[random.Next(Units.Count)];

    private Task<JsonElement?> Look(string id, CancellationToken end)
    {
        var unit = AnyUnit();
        object target = random.Next(3) switch
        {
            0 => new { unit },
            1 => new { post = $"{unit}-01" },
            _ => new { item = new { list = CityWorkbook.List, duty = CityWorkbook.StaffDuties.First(), post = $"{unit}-02" } },
        };
        return Send(Command.Look(unit, target, id, isClean: random.Next(3) > 0), end);
    }

    private async Task Report(string id, CancellationToken end)
    {
        var unit = AnyUnit();
        if (await Send(Command.Report(unit, id), end) is { } told) _problems.Add((unit, told.GetProperty("problem").GetProperty("number").GetInt32(), false));
    }

    /// <summary>The head of the unit claims a problem first, and then does something about it.</summary>
    private async Task PutRight(string id, CancellationToken end)
    {
        var at = random.Next(_problems.Count);
        var (unit, problem, isClaimed) = _problems[at];
        if (isClaimed)
        {
            await Send(Command.Rectify(unit, problem, id), end);
            if (random.Next(3) == 0) _problems.RemoveAt(at);
        }
        else
        {
            await Send(Command.Claim(unit, problem, id), end);
            // Where nobody knows, the next step shows it.
            _problems[at] = (unit, problem, true);
        }
    }

    private async Task<JsonElement?> Send(Command command, CancellationToken end)
    {
        var told = await _sender.Send(command, random.Next(4) == 0 ? 1 : Attempts, end);
        if (told.Outcome is Outcome.Acknowledged && random.Next(20) == 0) await _sender.Repeat(command);
        return told.Payload;
    }
}
