using System.Collections.Concurrent;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>What was put on record of branches and put right, what was said of flags, which lines units are on, who was called in.</summary>
internal sealed partial class ReadBack
{
    private const string Entries = "id number version text clean entries { version text clean withdrawn }";

    /// <summary>The actions of each branch and the corrections of each action, those that were asked for though they are withdrawn included; and what the ones that stand come to.</summary>
    /// <param name="subjects">Whatever callers know of.</param>
    public async Task<(Dictionary<string, List<Trace>> Found, List<Look> Looks)> Actions(IEnumerable<string> subjects)
    {
        const string Query = $"query($unit: String!, $after: String) {{ connection: supervisionActions(unit: $unit, first: 100, after: $after) {{ nodes {{ {Entries} }} pageInfo {{ hasNextPage endCursor }} }} }}";
        const string Withdrawn = $"query($id: ID!) {{ node(id: $id) {{ ... on SupervisionAction {{ unit {{ code }} {Entries} }} }} }}";
        var (looks, found) = (new ConcurrentBag<Look>(), new Dictionary<string, List<Trace>>());
        await Parallel.ForEachAsync(Overseer.Units, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) =>
        {
            foreach (var node in await Nodes(Query, unit)) looks.Add(LookOf(unit, node));
        });
        var standing = looks.ToList();
        foreach (var action in subjects.Select(Command.ActionOf).OfType<string>().Distinct().Except(standing.Select(look => look.Action)))
            if ((await grid.Ask(Withdrawn, new { id = action })).GetProperty("node") is { ValueKind: JsonValueKind.Object } gone) looks.Add(LookOf(gone.GetProperty("unit").GetProperty("code").GetString()!, gone));
        foreach (var look in looks)
        {
            found[Command.ActionsOf(look.Unit)] = [.. found.GetValueOrDefault(Command.ActionsOf(look.Unit), []), look.Entries[0] with { Version = look.Number }];
            found[Command.CorrectionsOf(look.Action)] = [.. look.Entries.Skip(1)];
        }

        return (found, standing);
    }

    /// <summary>What was said of each flag, and where it stands.</summary>
    public async Task<(Dictionary<string, List<Trace>> Found, List<(string Flag, string State)> States)> Flags()
    {
        const string Query = "query($unit: String!, $after: String) { connection: flags(unit: $unit, kind: LOOK_ALIKE, first: 20, after: $after) { nodes { id state decisions { stance reason } } pageInfo { hasNextPage endCursor } } }";
        var nodes = await Nodes(Query, CityWorkbook.City);
        return (
            nodes.ToDictionary(
                node => Command.DecisionsOn(node.GetProperty("id").GetString()!),
                node => node.GetProperty("decisions").EnumerateArray().Select((said, at) => new Trace(at + 1, said.GetProperty("reason").GetString(), said.GetProperty("stance").GetString())).ToList()),
            nodes.ConvertAll(node => (Command.DecisionsOn(node.GetProperty("id").GetString()!), node.GetProperty("state").GetString()!)));
    }

    /// <summary>When each unit was put on which line, by its history; and the line that it is on by its unit on each of these days.</summary>
    public async Task<(Dictionary<string, List<Trace>> Found, List<Standing> Standing)> Lines()
    {
        const string Query = "query($unit: String!, $after: String) { unit(by: {code: $unit}) { connection: history(first: 100, after: $after) { nodes { act version text paper on } pageInfo { hasNextPage endCursor } } } }";
        const string OnThatDay = "query($unit: String!, $day: Date!) { unit(by: {code: $unit}, asOf: $day) { line } }";
        var (found, standing) = (new Dictionary<string, List<Trace>>(), new List<Standing>());
        foreach (var unit in Overseer.Lined)
        {
            var assigned = (await Nodes(Query, unit, data => data.GetProperty("unit"))).FindAll(entry => entry.GetProperty("act").GetString() is "ASSIGN_LINE");
            found[Command.LineOf(unit)] = assigned.ConvertAll(entry => new Trace(entry.GetProperty("version").GetInt32(), entry.GetProperty("paper").GetString(), SaidOf(entry)));
            foreach (var entry in assigned.GroupBy(entry => entry.GetProperty("on").GetString()!).Select(day => day.Last()))
            {
                var day = entry.GetProperty("on").GetString()!;
                var line = (await grid.Ask(OnThatDay, new { unit, day })).GetProperty("unit").GetProperty("line").GetString();
                standing.Add(new(unit, SaidOf(entry), Command.Assigned(line, day)));
            }
        }

        return (found, standing);

        static string SaidOf(JsonElement entry) => Command.Assigned(entry.GetProperty("text").GetString(), entry.GetProperty("on").GetString()!);
    }

    /// <summary>The interviews of each unit.</summary>
    public async Task<(Dictionary<string, List<Trace>> Found, List<Calling> Callings)> Interviews()
    {
        const string Query = "query($unit: String!) { interviews(unit: $unit) { number asOf list text facts { unit { code } } } }";
        var (found, callings) = (new Dictionary<string, List<Trace>>(), new List<Calling>());
        foreach (var county in CityWorkbook.Branches.Select(branch => branch[..6]).Distinct())
            foreach (var interview in (await grid.Ask(Query, new { unit = county })).GetProperty("interviews").EnumerateArray())
            {
                var (unit, list) = (UnitOf(interview.GetProperty("facts")), interview.GetProperty("list").GetString() ?? Command.EveryList);
                var subject = Command.InterviewsOf(unit);
                found[subject] = [.. found.GetValueOrDefault(subject, []), new Trace(interview.GetProperty("number").GetInt32(), interview.GetProperty("text").GetString(), list)];
                callings.Add(new(unit, interview.GetProperty("asOf").GetString()!, list));
            }

        return (found, callings);
    }

    private static Look LookOf(string unit, JsonElement node) => new(
        node.GetProperty("id").GetString()!,
        unit,
        node.GetProperty("number").GetInt32(),
        TraceOf(node, isWithdrawn: false),
        [.. node.GetProperty("entries").EnumerateArray().Select(entry => TraceOf(entry, entry.GetProperty("withdrawn").GetBoolean()))]);

    private static Trace TraceOf(JsonElement entry, bool isWithdrawn) =>
        new(entry.GetProperty("version").GetInt32(), Command.IdIn(entry.GetProperty("text").GetString()), Command.Seen(entry.GetProperty("clean").GetBoolean(), isWithdrawn));
}
