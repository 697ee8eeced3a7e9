using System.Collections.Concurrent;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>What was seen in the branches.</summary>
internal sealed partial class ReadBack
{
    /// <summary>The actions of each branch, and how many of them found something.</summary>
    public async Task<(Dictionary<string, List<Trace>> Entries, int Findings)> Actions()
    {
        const string Query = "query($unit: String!, $after: String) { connection: supervisionActions(unit: $unit, first: 200, after: $after) { nodes { number text clean } pageInfo { hasNextPage endCursor } } }";
        var (found, findings) = (new ConcurrentDictionary<string, List<Trace>>(), 0);
        await Parallel.ForEachAsync(Overseer.Units, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) =>
        {
            var nodes = await Nodes(Query, unit);
            Interlocked.Add(ref findings, nodes.Count(node => !node.GetProperty("clean").GetBoolean()));
            found[Command.ActionsOf(unit)] = nodes.ConvertAll(node => new Trace(node.GetProperty("number").GetInt32(), node.GetProperty("text").GetString()));
        });
        return (new(found), findings);
    }

    /// <summary>The problems of each branch and the steps of each problem; and whose it is.</summary>
    public async Task<(Dictionary<string, List<Trace>> Entries, List<Ownership> Owners)> Problems()
    {
        const string Query = "query($unit: String!, $after: String) { connection: problems(unit: $unit, first: 50, after: $after) { nodes { number text state lapsed owner { code } history { version text } } pageInfo { hasNextPage endCursor } } }";
        var (found, owners) = (new ConcurrentDictionary<string, List<Trace>>(), new ConcurrentBag<Ownership>());
        await Parallel.ForEachAsync(Overseer.Units, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) =>
        {
            var nodes = await Nodes(Query, unit);
            found[Command.ProblemsOf(unit)] = nodes.ConvertAll(node => new Trace(node.GetProperty("number").GetInt32(), node.GetProperty("text").GetString()));
            foreach (var node in nodes)
            {
                var steps = Command.StepsOf(unit, node.GetProperty("number").GetInt32());
                found[steps] = [.. node.GetProperty("history").EnumerateArray().Select(step => new Trace(step.GetProperty("version").GetInt32(), step.GetProperty("text").GetString()))];
                owners.Add(new(steps, node.GetProperty("state").GetString()!, node.GetProperty("owner").ValueKind is JsonValueKind.Object, node.GetProperty("lapsed").GetBoolean()));
            }
        });
        return (new(found), [.. owners]);
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

    private async Task<List<JsonElement>> Nodes(string query, string unit)
    {
        List<JsonElement> nodes = [];
        string? after = null;
        do
        {
            var page = (await grid.Ask(query, new { unit, after })).GetProperty("connection");
            nodes.AddRange(page.GetProperty("nodes").EnumerateArray());
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return nodes;
    }
}
