using Npgsql;

namespace ResponsibilityGrid.Bench;

/// <summary>The grid's workbook as the peer's tables, and an item for every post and duty of its layer.</summary>
internal static class PeerTables
{
    public static async Task Fill(NpgsqlDataSource source, BenchGrid grid, string tables)
    {
        await Execute(source, tables);
        var book = grid.Workbook;
        await Copy(source, "unit (code, name, level, kind, parent)", book.Units, unit => [unit.Code, unit.Name, unit.Level, $"{unit.Kind}", unit.Parent]);
        await Copy(source, "post (code, unit, title, layer)", book.Posts, post => [post.Code, post.Unit, post.Title, post.Layer]);
        await Copy(source, "person (code, name, unit)", book.Persons, person => [person.Code, person.Name, person.Unit]);
        await Copy(source, "fill (post, person, kind, from_on, to_on)", book.Fills, fill => [fill.Post, fill.Person, $"{fill.Kind}", fill.From, fill.To]);
        await Copy(source, "link (subject, object, kind, from_on, to_on)", book.Links, link => [link.Subject, link.Object, $"{link.Kind}", link.From, link.To]);
        await Copy(source, "duty (code, list, title, layer, aspect, due_on, refines)", book.Duties, duty => [duty.Code, duty.List, duty.Title, duty.Layer, duty.Aspect, duty.Due, duty.Refines]);

        var ofLayer = book.Duties.ToLookup(duty => duty.Layer);
        await Copy(source, "item (duty, post, unit, due_on)", book.Posts.SelectMany(post => ofLayer[post.Layer], (post, duty) => (post, duty)), item => [item.duty.Code, item.post.Code, item.post.Unit, item.duty.Due]);

        // What autovacuum would do by and by; and nobody is measured while the rows are still on their way to the disk.
        await Execute(source, "VACUUM ANALYZE");
        await Execute(source, "CHECKPOINT");
    }

    private static async Task Copy<T>(NpgsqlDataSource source, string into, IEnumerable<T> rows, Func<T, object?[]> values)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var import = await connection.BeginBinaryImportAsync($"COPY {into} FROM STDIN (FORMAT binary)");
        foreach (var row in rows) await import.WriteRowAsync(CancellationToken.None, values(row));
        await import.CompleteAsync();
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
