using Npgsql;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Issues the list anew with one duty changed, so that it cascades through all units and all 100,672 items stand in the new version.</summary>
internal static class Cascades
{
    /// <summary>Issues the list as it was imported.</summary>
    public static Task First(GridHttp grid) => Done(grid, "issueList", "IssueListInput", new { list = CityWorkbook.List, commandId = "issue-first" });

    /// <summary>Drafts and issues; the number of the version.</summary>
    public static async Task<int> Issue(Scene scene)
    {
        var version = await Draft(scene);
        await Issue(scene.Grid, version);
        return version;
    }

    /// <summary>Drafts the next version; its number.</summary>
    public static async Task<int> Draft(Scene scene)
    {
        // A duty that nobody works on: what changed asks for acceptance again.
        var (random, number) = (scene.Random, scene.Random.Next(40, 64));
        var code = $"{CityWorkbook.List}-S{number:00}";
        var duty = new
        {
            code, aspect = $"方面{number % 8}", title = $"第{number}项责任的落实，{random.Next():x}", layer = "岗位", levels = new[] { 4 },
            standard = "按期办结", evidence = "台账", dueOn = CityWorkbook.Due(number), refines = $"{CityWorkbook.List}-H{number:00}",
        };
        var version = await Done(scene.Grid, "draftList", "DraftListInput", new { list = CityWorkbook.List, duties = new[] { duty }, newVersion = true, commandId = $"draft-{random.Next()}" });
        scene.Rig.Changed[code] = version;
        return version;
    }

    /// <summary>Issues the draft.</summary>
    public static Task Issue(GridHttp grid, int version) => Done(grid, "issueList", "IssueListInput", new { list = CityWorkbook.List, commandId = $"issue-{version}" });

    private static async Task<int> Done(GridHttp grid, string mutation, string type, object input)
    {
        var payload = (await grid.Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ version userErrors {{ code message }} }} }}", new { input }, CityWorkbook.Checker)).GetProperty(mutation);
        if (payload.GetProperty("userErrors").GetArrayLength() > 0) throw new InvalidOperationException($"{mutation} was refused: {payload.GetProperty("userErrors")}");
        return payload.GetProperty("version").GetInt32();
    }
}

/// <summary>How far a version has come, by the rows of the ledgers.</summary>
internal sealed class Spread : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _count;

    private Spread(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlCommand count) => (_source, _connection, _count) = (source, connection, count);

    public static async Task<Spread> Of(Rig rig, int version)
    {
        var source = NpgsqlDataSource.Create($"{rig.Database};Pooling=false");
        var connection = await source.OpenConnectionAsync();
        await using var ledgers = new NpgsqlCommand("SELECT array_agg(GrainIdHash) FROM OrleansStorage WHERE GrainTypeString = 'ledger'", connection);
        var count = new NpgsqlCommand("""
            SELECT count(*) FROM OrleansStorage WHERE GrainIdHash = ANY($1) AND GrainTypeString = 'ledger'
            AND (convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Adopted' -> 0 ->> 'Version')::integer >= $2
            """, connection) { Parameters = { new() { Value = await ledgers.ExecuteScalarAsync() }, new() { Value = version } } };
        return new(source, connection, count);
    }

    /// <summary>How many of a hundred units have it.</summary>
    public async Task<int> Percent() => (int)((long)(await _count.ExecuteScalarAsync())! * 100 / CityWorkbook.Units);

    /// <summary>Waits until so many have it.</summary>
    /// <exception cref="BrokenPromiseException">Not in the time allowed.</exception>
    public async Task Reaches(int percent, int seconds = 60)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (await Percent() < percent)
        {
            if (DateTime.UtcNow > end) throw new BrokenPromiseException($"After {seconds} s the version has reached {await Percent()} % of the units.");
            if (percent == 100) await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _count.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
