using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class StorageSchemaTests(PostgresServer server)
{
    public static TheoryData<StorageProvider> Providers => [StorageProvider.Sqlite, StorageProvider.PostgreSql];

    [Theory, MemberData(nameof(Providers))]
    public async Task Scripts_run_once(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider, server);

        Assert.Equal("0001-storage.sql", database.Migrate()[0]);
        Assert.Empty(database.Migrate());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_many_who_migrate_at_once_one_does_it(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider, server);

        var ran = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(database.Migrate)));

        Assert.Single(ran, scripts => scripts.Count > 0);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider, server);
        database.Migrate();
        await database.Execute("INSERT INTO schemaversions (ScriptName, Applied) VALUES ('9999-later.sql', CURRENT_TIMESTAMP)");

        var refusal = Assert.Throws<SchemaRefusedException>(database.Migrate);

        Assert.Contains("newer than this program", refusal.Message);
        Assert.Contains("9999-later.sql", refusal.Message);
        await Assert.ThrowsAsync<SchemaRefusedException>(database.Start);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_silo_does_not_start_on_a_database_without_schema(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider, server);

        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(database.Start);

        Assert.Contains("migrate", refusal.Message);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, "PRAGMA journal_mode = DELETE", "journal_mode")]
    [InlineData(StorageProvider.Sqlite, "DROP INDEX OrleansStorageIdentity", "unique key")]
    [InlineData(StorageProvider.PostgreSql, "ALTER ROLE CURRENT_USER IN DATABASE {0} SET synchronous_commit = off", "synchronous_commit")]
    [InlineData(StorageProvider.PostgreSql, "ALTER TABLE OrleansStorage DROP CONSTRAINT OrleansStorageIdentity", "unique key")]
    public async Task A_silo_does_not_start_on_a_database_that_may_lose_or_double(StorageProvider provider, string change, string named)
    {
        await using var database = await GridDatabase.New(provider, server);
        database.Migrate();
        if (provider is StorageProvider.PostgreSql) change = change.Replace("{0}", await database.Scalar<string>("SELECT current_database()::text"));
        await database.Execute(change);

        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(database.Start);

        Assert.Contains(named, refusal.Message);
    }
}
