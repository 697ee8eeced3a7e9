using System.Collections.Concurrent;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>What was seen in the branches.</summary>
internal sealed partial class ReadBack
{
    /// <summary>The problems of each branch and the steps of each problem; whose it is, and which one came back with it.</summary>
    public async Task<(Dictionary<string, List<Trace>> Entries, List<Ownership> Owners, List<Recurrence> Back)> Problems()
    {
        const string Query = "query($unit: String!, $after: String) { connection: problems(unit: $unit, first: 50, after: $after) { nodes { number text state lapsed owner { code } recurrenceOf recurredAs history { act recorded version text } } pageInfo { hasNextPage endCursor } } }";
        var (found, owners, back) = (new ConcurrentDictionary<string, List<Trace>>(), new ConcurrentBag<Ownership>(), new ConcurrentBag<Recurrence>());
        await Parallel.ForEachAsync(Overseer.Units, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) =>
        {
            var nodes = await Nodes(Query, unit);
            found[Command.ProblemsOf(unit)] = nodes.ConvertAll(node => new Trace(node.GetProperty("number").GetInt32(), node.GetProperty("text").GetString()));
            foreach (var node in nodes)
            {
                var steps = Command.StepsOf(unit, node.GetProperty("number").GetInt32());
                var history = node.GetProperty("history").EnumerateArray().ToList();
                found[steps] = history.ConvertAll(step => new Trace(step.GetProperty("version").GetInt32(), Command.IdIn(step.GetProperty("text").GetString())));
                var closed = history.FindLast(step => step.GetProperty("act").GetString() is "CLOSE_PROBLEM");
                back.Add(new(
                    unit, node.GetProperty("number").GetInt32(), node.GetProperty("state").GetString()!, Number(node, "recurrenceOf"), Number(node, "recurredAs"),
                    history[0].GetProperty("recorded").GetDateTimeOffset(), closed.ValueKind is JsonValueKind.Object ? closed.GetProperty("recorded").GetDateTimeOffset() : null));
                owners.Add(new(steps, node.GetProperty("state").GetString()!, node.GetProperty("owner").ValueKind is JsonValueKind.Object, node.GetProperty("lapsed").GetBoolean()));
            }
        });
        return (new(found), [.. owners], [.. back]);

        static int? Number(JsonElement node, string field) => node.GetProperty(field) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
    }

    /// <summary>What was referred to the department: each finding with the entry that refers it, each answer, and what is credited where.</summary>
    public async Task<(Dictionary<string, List<Trace>> Entries, List<Reference> References)> Referrals()
    {
        const string Query = "query($unit: String!, $after: String) { connection: referrals(to: $unit, first: 20, after: $after) { nodes { number unit { code } credits { action } history { act text } } pageInfo { hasNextPage endCursor } } }";
        var (found, references) = (new Dictionary<string, List<Trace>>(), new List<Reference>());
        foreach (var node in await Nodes(Query, CityWorkbook.Cadres))
        {
            var (number, unit) = (node.GetProperty("number").GetInt32(), node.GetProperty("unit").GetProperty("code").GetString()!);
            List<string> findings = [.. node.GetProperty("credits").EnumerateArray().Select(credit => Command.ReferralOf(unit, credit.GetProperty("action").GetInt32()))];
            var steps = node.GetProperty("history").EnumerateArray().ToLookup(step => step.GetProperty("act").GetString(), step => new Trace(1, step.GetProperty("text").GetString()));
            references.Add(new($"{number}", findings, steps["REFER"].Count()));
            foreach (var (finding, step) in findings.Zip(steps["REFER"])) found[finding] = [.. found.GetValueOrDefault(finding, []), step];
            if (steps["ANSWER_REFERRAL"].ToList() is { Count: > 0 } answers) found[Command.AnswerOf(number)] = answers;
        }

        return (found, references);
    }

    /// <summary>The hand-overs of the posts that the overseers hand over: each signature, and what became of the items.</summary>
    public async Task<(Dictionary<string, List<Trace>> Entries, List<Parting> Partings)> Handovers()
    {
        const string Query = "query($unit: String!, $after: String) { connection: handovers(unit: $unit, first: 10, after: $after) { nodes { post paper disposals { item { duty } } leaverSigned { on } takerSigned { on } } pageInfo { hasNextPage endCursor } } }";
        var (found, partings) = (new Dictionary<string, List<Trace>>(), new List<Parting>());
        foreach (var unit in Overseer.Posts.Select(post => post[..^3]).Distinct())
            foreach (var node in (await Nodes(Query, unit)).Where(node => Overseer.Posts.Contains(node.GetProperty("post").GetString()!)))
            {
                var paper = node.GetProperty("paper").GetString() ?? "";
                partings.Add(new(paper, node.GetProperty("post").GetString()!, [.. node.GetProperty("disposals").EnumerateArray().Select(disposal => disposal.GetProperty("item").GetProperty("duty").GetString()!)]));
                foreach (var side in (string[])["leaver", "taker"])
                    if (node.GetProperty($"{side}Signed").ValueKind is JsonValueKind.Object)
                        found[Command.SignatureOf(paper, side)] = [new Trace(1, Command.SignatureOf(paper, side))];
            }

        return (found, partings);
    }

    /// <summary>What the matrix of the city counts, in all and added up by unit and by aspect; waits a while until it is what is on record.</summary>
    public async Task<List<(string Name, Looks Counted)>> Matrices(Looks recorded, int seconds)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            List<(string Name, Looks Counted)> matrices = [.. await Matrix("UNIT"), .. await Matrix("ASPECT")];
            if (matrices.TrueForAll(matrix => matrix.Counted == recorded) || DateTime.UtcNow > end) return matrices;
            await Task.Delay(500);
        }
    }

    private async Task<List<(string Name, Looks Counted)>> Matrix(string by)
    {
        const string Query = "query($unit: String!, $by: MatrixBy!, $period: MonthsInput!) { supervisionMatrix(unit: $unit, by: $by, period: $period) { total { count findings } rows { count findings } } }";
        // Whatever time zone the grid has, and should the month end meanwhile.
        var period = new { from = $"{DateTime.UtcNow.AddDays(-2):yyyy-MM}", to = $"{DateTime.UtcNow.AddDays(2):yyyy-MM}" };
        var matrix = (await grid.Ask(Query, new { unit = CityWorkbook.City, by, period })).GetProperty("supervisionMatrix");
        var rows = matrix.GetProperty("rows").EnumerateArray().Select(Of).ToList();
        return [($"by {by}", Of(matrix.GetProperty("total"))), ($"by {by}, row by row,", new(rows.Sum(row => row.Count), rows.Sum(row => row.Findings)))];

        static Looks Of(JsonElement row) => new(row.GetProperty("count").GetInt32(), row.GetProperty("findings").GetInt32());
    }

    /// <summary>Everything in the connection of a query, which stands at the top unless said otherwise.</summary>
    private async Task<List<JsonElement>> Nodes(string query, string unit, Func<JsonElement, JsonElement>? within = null)
    {
        List<JsonElement> nodes = [];
        string? after = null;
        do
        {
            var data = await grid.Ask(query, new { unit, after });
            var page = (within is null ? data : within(data)).GetProperty("connection");
            nodes.AddRange(page.GetProperty("nodes").EnumerateArray());
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return nodes;
    }
}
