using System.Diagnostics;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>All silos at once, in a long run when every item has a row: they serve again by themselves, and soon every number is that of the rows.</summary>
internal sealed class AllSilosKilled : IFault
{
    private static readonly TimeSpan UpWithin = TimeSpan.FromSeconds(45), ExactWithin = TimeSpan.FromSeconds(3);

    // The county in which overseers have items disputed, and some retired: its numbers change meanwhile, and are left out here.
    private static string Contested => Overseer.Contested[0].Unit[..6];

    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        var touched = scene.IsTouched ? await TouchAll(scene) : await Touched(scene);
        var disputed = await Disputed(scene.Rig);
        await Task.WhenAll(scene.Rig.Silos.Select(silo => silo.Kill()));
        var watch = Stopwatch.StartNew();
        await scene.Rig.Ready();
        var up = watch.Elapsed;
        while (!await IsExact(scene.Grid, disputed))
        {
            if (watch.Elapsed > up + TimeSpan.FromSeconds(60)) throw new BrokenPromiseException($"{touched:N0} items touched; the numbers are not those of the rows a minute after the start.");
            await Task.Delay(50);
        }

        var exact = watch.Elapsed - up;
        var what = $"{touched:N0} items touched, up after {up.TotalSeconds:0.0} s, {disputed:N0} disputes counted right {exact.TotalSeconds:0.0} s later";
        return up <= UpWithin && exact <= ExactWithin ? what : throw new BrokenPromiseException(what);
    }

    /// <summary>Touches the items that nobody has touched yet; how many have a row then.</summary>
    private static async Task<long> TouchAll(Scene scene)
    {
        const string Accept = "mutation($input: AcceptItemInput!) { acceptItem(input: $input) { userErrors { code } } }";
        var rows = JsonSerializer.Deserialize<HashSet<string>>(await scene.Rig.Scalar<string>(
            "SELECT json_agg(GrainIdExtensionString)::text FROM OrleansStorage WHERE GrainTypeString = 'item' AND PayloadBinary IS NOT NULL") ?? "[]")!;
        var free = CityWorkbook.AllItems.Except(Overseer.Contested).ToList();
        await Parallel.ForEachAsync(free.Where(item => !rows.Contains(item.Key)), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (item, _) =>
            await scene.Grid.Ask(Accept, new { input = new { item = item.By, commandId = "touched" } }, item.Post));
        var touched = await Touched(scene);
        return touched >= free.Count ? touched : throw new InvalidOperationException($"Only {touched:N0} items were touched.");
    }

    private static Task<long> Touched(Scene scene) => scene.Rig.Scalar<long>("SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'item' AND PayloadBinary IS NOT NULL");

    /// <summary>How many items are in dispute by their rows; nobody changes that number. A duty that changed later waits to be accepted again.</summary>
    private static async Task<long> Disputed(Rig rig)
    {
        var changed = string.Join(", ", rig.Changed.Select(duty => $"('{duty.Key}', {duty.Value})").Prepend("('', 0)"));
        return await rig.Scalar<long>($$"""
            SELECT count(*) FROM (
              SELECT life -> 'Key' ->> 'Duty' AS Duty, life -> 'Changes' -> -1 ->> 'State' AS State, (life -> 'Changes' -> -1 ->> 'Under')::integer AS Under
              FROM (SELECT convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' AS life FROM OrleansStorage WHERE GrainTypeString = 'item' AND PayloadBinary IS NOT NULL
                AND GrainIdExtensionString NOT LIKE 'i:{{CityWorkbook.City}}/{{Contested}}%') AS items
            ) AS items LEFT JOIN (VALUES {{changed}}) AS changed (Duty, Version) USING (Duty)
            WHERE State = 'Disputed' AND Under >= coalesce(changed.Version, 0)
            """);
    }

    private static async Task<bool> IsExact(GridHttp grid, long disputed)
    {
        const string Query = "query($unit: String!) { overview(unit: $unit) { settled items byState { state count } children { unit { code } items byState { state count } } } }";
        var overview = (await grid.Ask(Query, new { unit = CityWorkbook.City })).GetProperty("overview");
        var contested = overview.GetProperty("children").EnumerateArray().First(county => county.GetProperty("unit").GetProperty("code").GetString() == Contested);
        return overview.GetProperty("settled").GetBoolean()
            && overview.GetProperty("items").GetInt32() - contested.GetProperty("items").GetInt32() == CityWorkbook.Items - CityWorkbook.ItemsOfCounty
            && DisputedIn(overview) - DisputedIn(contested) == disputed;

        static long DisputedIn(JsonElement overview) =>
            overview.GetProperty("byState").EnumerateArray().Where(state => state.GetProperty("state").GetString() == "DISPUTED").Sum(state => state.GetProperty("count").GetInt64());
    }
}
