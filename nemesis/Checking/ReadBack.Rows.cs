using Npgsql;

namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>What the rows say, past every grain.</summary>
internal sealed partial class ReadBack
{
    private const string StateNames =
        "account accounts flag-log flags grid grid-register inspections item item-log keys ledger list measures person problems readings referrals rights supervision supervision-log unit";

    // Every entry takes one write, but for the closure that does not hold when a problem is reported again: that is told in the same one. Of one that came back in
    // another ledger it is told in a write of its own.
    private const string Counted = """
        WITH kept AS (SELECT GrainTypeString AS type, GrainIdExtensionString AS key, Version AS version, convert_from(PayloadBinary, 'UTF8')::jsonb AS row FROM OrleansStorage WHERE GrainTypeString IN ('supervision', 'flags', 'problems', 'referrals')),
        counted AS (SELECT type, key, version, CASE type
            WHEN 'supervision' THEN coalesce((row ->> 'Logs')::integer, 0) * 64 + jsonb_array_length(row -> 'Actions')
            WHEN 'flags' THEN coalesce((row ->> 'Logs')::integer, 0) * 64 + jsonb_array_length(row -> 'Decisions')
            ELSE (SELECT count(*) FROM jsonb_path_query(row, '$.*[*].Entries[*] ? (@.Act <> "FailClosure")'))
              + (SELECT count(*) FROM jsonb_path_query(row, '$.Problems[*].RecurredUnit ? (@ <> null)')) END AS entries FROM kept)
        SELECT key || ' ' || version || ' ' || entries FROM counted WHERE version <> entries
        """;

    // What stands in a log row and in the unit's own is the same one still: the unit's row is written behind the log's.
    private const string Numbered = """
        WITH looks AS (
          SELECT DISTINCT action ->> 'Unit' AS unit, (action ->> 'Number')::integer AS number, (action ->> 'Corrects')::integer AS corrects, coalesce((action ->> 'Version')::integer, 1) AS version, action ->> 'Command' AS command
          FROM OrleansStorage CROSS JOIN jsonb_array_elements(convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Actions') AS action WHERE GrainTypeString IN ('supervision', 'supervision-log'))
        SELECT unit FROM looks GROUP BY unit HAVING count(*) <> max(number) OR count(DISTINCT number) <> count(*)
        UNION ALL
        SELECT later.unit || ' ' || later.number FROM looks AS later WHERE later.corrects IS NOT NULL AND NOT EXISTS (
          SELECT FROM looks AS former WHERE former.unit = later.unit AND coalesce(former.corrects, former.number) = later.corrects AND former.number < later.number AND former.version = later.version - 1)
        """;

    /// <summary>The rows themselves: one an identity, of a state that there is, as often written as something changed in it, children beside their parents, nothing on its way.</summary>
    public async Task<List<Violation>> Rows()
    {
        List<Violation> found = [];
        await Check(Wrong.Doubled, "rows of one identity", """
            SELECT GrainTypeString || ' ' || GrainIdExtensionString FROM OrleansStorage
            GROUP BY GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId HAVING count(*) > 1
            """);
        await Check(Wrong.Miswritten, "a row of a state that there is not", $"""
            SELECT DISTINCT GrainTypeString FROM OrleansStorage WHERE GrainTypeString <> ALL (string_to_array('{StateNames}', ' '))
            """);
        await Check(Wrong.Miswritten, "an item's row written more or less often than its revision says", """
            SELECT GrainIdExtensionString || ' ' || Version || ' ' || (convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' ->> 'Revision') FROM OrleansStorage
            WHERE GrainTypeString = 'item' AND Version <> (convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' ->> 'Revision')::integer
            """);
        await Check(Wrong.Miswritten, "a unit's row written more or less often than it changed", """
            SELECT GrainIdExtensionString || ' ' || Version || ' ' || (convert_from(PayloadBinary, 'UTF8')::jsonb ->> 'Version') FROM OrleansStorage
            WHERE GrainTypeString = 'unit' AND Version <> (convert_from(PayloadBinary, 'UTF8')::jsonb ->> 'Version')::integer
            """);
        await Check(Wrong.Miswritten, "a row written more or less often than something was put on record in it", Counted);
        await Check(Wrong.Doubled, "looks that are not numbered one after the other, or corrections of nothing", Numbered);
        await Check(Wrong.Miswritten, "an item's row that counts its commands otherwise than its history", """
            SELECT GrainIdExtensionString FROM (SELECT GrainIdExtensionString, convert_from(PayloadBinary, 'UTF8')::jsonb AS row FROM OrleansStorage WHERE GrainTypeString = 'item') AS items
            WHERE coalesce((row -> 'Life' ->> 'Version')::integer, 0) <> coalesce((row -> 'Entries' -> -1 ->> 'Version')::integer, 0)
            """);
        await Check(Wrong.Orphaned, "a child without its parent, or a parent without its child", """
            WITH items AS (SELECT convert_from(PayloadBinary, 'UTF8')::jsonb AS row FROM OrleansStorage WHERE GrainTypeString = 'item'),
            stands AS (SELECT row -> 'Life' -> 'Key' AS key FROM items WHERE row -> 'Life' -> 'Charge' IS NOT NULL),
            owed AS (SELECT charge -> 'Key' AS key FROM items, jsonb_array_elements(row -> 'Charges') AS charge)
            SELECT coalesce(stands.key, owed.key)::text FROM stands FULL JOIN owed ON stands.key = owed.key WHERE stands.key IS NULL OR owed.key IS NULL
            """);
        await Check(Wrong.NotQuiet, "something on its way", """
            SELECT GrainTypeString || ' ' || GrainIdExtensionString FROM OrleansStorage
            WHERE GrainTypeString = 'grid' AND PayloadBinary IS NOT NULL AND convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Errand' IS NOT NULL
            """);
        // A unit's outbox empties with its next write; whoever stands in it has heard of the row by then.
        await Check(Wrong.NotQuiet, "a person who has not heard of what their unit holds", """
            WITH units AS (SELECT GrainIdExtensionString AS unit, Version AS version, convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Outbox' AS outbox FROM OrleansStorage WHERE GrainTypeString = 'unit'),
            heard AS (
              SELECT split_part(GrainIdExtensionString, '/', 2) AS person, 'u:' || substr(split_part(GrainIdExtensionString, '/', 1), 3) || '/' || (seating ->> 'Unit') AS unit, (seating ->> 'Version')::integer AS version
              FROM OrleansStorage CROSS JOIN jsonb_array_elements(convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Seatings') AS seating WHERE GrainTypeString = 'person')
            SELECT units.unit || ' ' || waiting FROM units CROSS JOIN jsonb_array_elements_text(outbox) AS waiting LEFT JOIN heard ON heard.person = waiting AND heard.unit = units.unit
            WHERE waiting NOT LIKE '/%' AND coalesce(heard.version, 0) < units.version
            """);
        // One for each grid: it wakes what a last silo left under way.
        await Check(Wrong.NotQuiet, "a grid without its reminder, or a reminder without its grid", """
            SELECT coalesce(GrainIdExtensionString, GrainId) FROM OrleansRemindersTable
            FULL JOIN (SELECT GrainIdExtensionString FROM OrleansStorage WHERE GrainTypeString = 'grid') AS grids ON split_part(GrainId, '/', 2) || ' ' || ReminderName = GrainIdExtensionString || ' wake'
            WHERE GrainId IS NULL OR GrainIdExtensionString IS NULL
            """);
        return found;

        async Task Check(Wrong kind, string what, string sql)
        {
            await foreach (var row in Select(sql)) found.Add(new(kind, $"{what}: {row[0]}"));
        }
    }

    /// <summary>How many items are in which state by their rows; all others wait to be accepted, as do those whose duty changed since. Those retired count nowhere.</summary>
    public async Task<Dictionary<string, int>> ByRows()
    {
        var states = new Dictionary<string, int>();
        await foreach (var row in Select("""
            WITH lists AS (SELECT convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Versions' -> -1 -> 'Duties' AS duties FROM OrleansStorage WHERE GrainTypeString = 'list'),
            duties AS (SELECT duty ->> 'Code' AS code, (duty ->> 'ChangedIn')::integer AS changed FROM lists, jsonb_array_elements(duties) AS duty),
            lives AS (SELECT convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' AS life FROM OrleansStorage WHERE GrainTypeString = 'item')
            SELECT life -> 'Changes' -> -1 ->> 'State', count(*)::integer FROM lives LEFT JOIN duties ON code = life -> 'Key' ->> 'Duty'
            WHERE (life -> 'Changes' -> -1 ->> 'Under')::integer >= coalesce(changed, 0) GROUP BY 1
            """))
            states[Named((string)row[0])] = (int)row[1];
        states["PENDING"] = ItemsInAll - states.Where(state => state.Key is not "PENDING").Sum(state => state.Value);
        states.Remove("RETIRED");
        return states;

        // As the API spells it.
        static string Named(string state) => string.Concat(state.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
    }

    /// <summary>How many of the items that are disputed were retired, by their rows.</summary>
    private async Task<int> Retired()
    {
        await foreach (var row in Select($"""
            SELECT count(*) FILTER (WHERE convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Life' -> 'Changes' -> -1 ->> 'State' = 'Retired')::integer
            FROM OrleansStorage WHERE GrainTypeString = 'item' AND GrainIdExtensionString LIKE 'i:{CityWorkbook.City}/{Overseer.Contested[0].Unit}-%'
            """))
            return (int)row[0];
        return 0;
    }

    /// <summary>How many ledgers' rows hold a version of the list, or a later one.</summary>
    public async Task<int> HoldersOf(int version)
    {
        await foreach (var row in Select($"""
            SELECT count(*)::integer FROM OrleansStorage CROSS JOIN jsonb_array_elements(convert_from(PayloadBinary, 'UTF8')::jsonb -> 'Adopted') AS held
            WHERE GrainTypeString = 'ledger' AND held ->> 'List' = '{CityWorkbook.List}' AND (held ->> 'Version')::integer >= {version}
            """))
            return (int)row[0];
        return 0;
    }

    private async IAsyncEnumerable<object[]> Select(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{database};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }
}
