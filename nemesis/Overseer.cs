using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>
/// Looks at branches and corrects it, refers what was found, and reports problems, which heads claim or dispute and put right, once more where they are returned, until
/// they are closed; hands posts over; disputes items, decides on flags, puts units on lines, and calls heads in. What is not answered is asked again under the same id; now and then it is left open.
/// </summary>
internal sealed partial class Overseer(int number, GridHttp grid, History history, Random random)
{
    private const int Attempts = 120;

    /// <summary>The branches that are looked at.</summary>
    public static IReadOnlyList<string> Units { get; } = [.. CityWorkbook.Branches.Take(12)];

    private readonly Sender _sender = new(grid, history);
    // Its own problems that somebody may still work on, and where they are.
    private readonly List<(string Unit, int Number, Stand Stand)> _problems = [];
    // Its own findings that were not referred yet, and the referrals that it knows of.
    private readonly List<(string Unit, int Action, string Actor)> _findings = [];
    private readonly HashSet<int> _referrals = [];
    private int _count;

    public async Task Work(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var id = $"o{number}-{_count++}";
            await (random.Next(14) switch
            {
                0 => Report(id, end),
                1 or 2 when _problems.Count > 0 => PutRight(id, end),
                3 when _findings.Count > 0 => Refer(id, end),
                4 when _referrals.Count > 0 => Answer(id, end),
                5 when Tenures.Count > 0 => HandOver(Tenures[random.Next(Tenures.Count)], id, end),
                6 or 7 when _contested.Count > 0 => Contest(id, end),
                8 when _looks.Count > 0 => Correct(id, end),
                9 => Flag(id, end),
                10 => CallIn(id, end),
                // Every unit reads the tree anew then.
                11 when random.Next(4) == 0 => AssignLine(id, end),
                _ => Look(id, end),
            });
            // It is not the load that is of interest here, and a branch keeps all its problems in one row.
            await Task.Delay(random.Next(100, 400), CancellationToken.None);
        }
    }

    private string AnyUnit() => Units[random.Next(Units.Count)];

    private async Task Look(string id, CancellationToken end)
    {
        var (unit, isClean, actor) = (AnyUnit(), random.Next(3) > 0, random.Next(2) == 0 ? CityWorkbook.Checker : $"{CityWorkbook.Legal}-00");
        object target = random.Next(3) switch
        {
            0 => new { unit },
            1 => new { post = $"{unit}-01" },
            _ => new { item = new { list = CityWorkbook.List, duty = CityWorkbook.StaffDuties.First(), post = $"{unit}-02" } },
        };
        if (await Send(Command.Look(unit, target, id, isClean, actor), end) is not { } told) return;
        var action = told.GetProperty("action");
        // What was found may be referred, and stays as it is.
        if (isClean) _looks.Add((action.GetProperty("id").GetString()!, actor, 1));
        else _findings.Add((unit, action.GetProperty("number").GetInt32(), actor));
    }

    /// <summary>Whatever two lines found at one target within a month becomes one referral.</summary>
    private async Task Refer(string id, CancellationToken end)
    {
        var (unit, action, actor) = _findings[^1];
        _findings.RemoveAt(_findings.Count - 1);
        if (await Send(Command.Refer(unit, action, id, actor), end) is { } told) _referrals.Add(told.GetProperty("referral").GetProperty("number").GetInt32());
    }

    private async Task Answer(string id, CancellationToken end)
    {
        var referral = _referrals.ElementAt(random.Next(_referrals.Count));
        _referrals.Remove(referral);
        await Send(Command.Answer(referral, id), end);
    }

    private async Task Report(string id, CancellationToken end)
    {
        var unit = AnyUnit();
        if (await Send(Command.Report(unit, id), end) is { } told) _problems.Add((unit, told.GetProperty("problem").GetProperty("number").GetInt32(), Stand.Found));
    }

    /// <summary>The next step of a problem, up to its closing; what is reported of the unit behind that came back.</summary>
    private async Task PutRight(string id, CancellationToken end)
    {
        var at = random.Next(_problems.Count);
        var (unit, problem, stand) = _problems[at];
        var (command, next) = stand switch
        {
            Stand.Found when random.Next(3) == 0 => (Command.Dispute(unit, problem, id), Stand.Disputed),
            Stand.Found => (Command.Claim(unit, problem, id), Stand.Owned),
            Stand.Disputed => (Command.Assign(unit, problem, id), Stand.Owned),
            Stand.Owned => (Command.Rectify(unit, problem, id), Stand.Rectifying),
            Stand.Rectifying => (Command.Submit(unit, problem, id), Stand.Submitted),
            _ when random.Next(3) == 0 => (Command.Return(unit, problem, id), Stand.Rectifying),
            _ => (Command.Close(unit, problem, id), Stand.Closed),
        };
        await Send(command, end);
        // Where nobody knows, the next step shows it.
        if (next is Stand.Closed || random.Next(8) == 0) _problems.RemoveAt(at);
        else _problems[at] = (unit, problem, next);
    }

    /// <summary>Where a problem is, if everything went as it was asked for.</summary>
    private enum Stand
    {
        Found,
        Disputed,
        Owned,
        Rectifying,
        Submitted,
        Closed,
    }

    private async Task<JsonElement?> Send(Command command, CancellationToken end)
    {
        var told = await _sender.Send(command, random.Next(4) == 0 ? 1 : Attempts, end);
        if (told.Outcome is Outcome.Acknowledged && random.Next(20) == 0) await _sender.Repeat(command);
        return told.Payload;
    }
}
