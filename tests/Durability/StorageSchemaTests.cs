using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class StorageSchemaTests
{
    public static TheoryData<StorageProvider> Providers => [StorageProvider.Sqlite, StorageProvider.PostgreSql];

    [Theory, MemberData(nameof(Providers))]
    public async Task Scripts_run_once(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider);

        Assert.Equal("0001-storage.sql", database.Migrate()[0]);
        Assert.Empty(database.Migrate());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_many_who_migrate_at_once_one_does_it(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider);

        var ran = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(database.Migrate)));

        Assert.Single(ran, scripts => scripts.Count > 0);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider);
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
        await using var database = await GridDatabase.New(provider);

        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(database.Start);

        Assert.Contains("migrate", refusal.Message);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, "PRAGMA journal_mode = DELETE", "journal_mode")]
    [InlineData(StorageProvider.Sqlite, "DROP INDEX OrleansStorageIdentity", "unique key")]
    [InlineData(StorageProvider.Sqlite, "UPDATE OrleansQuery SET QueryText = 'SELECT 1' WHERE QueryKey = 'ReadFromStorageKey'", "OrleansQuery")]
    [InlineData(StorageProvider.PostgreSql, "UPDATE OrleansQuery SET QueryText = 'SELECT 1' WHERE QueryKey = 'UpdateMembershipKey'", "OrleansQuery")]
    [InlineData(StorageProvider.PostgreSql, "DELETE FROM OrleansQuery WHERE QueryKey = 'CleanupDefunctSiloEntriesKey'", "OrleansQuery")]
    [InlineData(StorageProvider.PostgreSql, "ALTER ROLE CURRENT_USER IN DATABASE {0} SET synchronous_commit = off", "synchronous_commit")]
    [InlineData(StorageProvider.PostgreSql, "ALTER TABLE OrleansStorage DROP CONSTRAINT OrleansStorageIdentity", "unique key")]
    public async Task A_silo_does_not_start_on_a_database_that_may_lose_or_double(StorageProvider provider, string change, string named)
    {
        await using var database = await GridDatabase.New(provider);
        database.Migrate();
        if (provider is StorageProvider.PostgreSql) change = change.Replace("{0}", await database.Scalar<string>("SELECT current_database()::text"));
        await database.Execute(change);

        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(database.Start);

        Assert.Contains(named, refusal.Message);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task A_silo_does_not_start_on_a_server_that_may_lose_what_it_committed(string setting)
    {
        await using var server = await LocalPostgres.Start(null, $"{setting}=off");
        var settings = StorageSettings.PostgreSql(await server.Database("grid"));
        Migrations.Apply(settings.Provider, settings.ConnectionString);

        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => StorageCheck.Run(settings, clustering: null));

        Assert.StartsWith($"The database has {setting} = off", refusal.Message);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task The_fingerprint_of_the_queries_is_that_of_the_scripts(StorageProvider provider)
    {
        await using var database = await GridDatabase.New(provider);
        database.Migrate();
        await using var source = Storage.Open(database.Settings);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal(await StorageCheck.Queries(connection), StorageCheck.QueriesOf(provider));
    }

    [Theory]
    [InlineData("Host=/run/postgresql;Database=grid", true)]
    [InlineData("Host=127.0.0.1;Database=grid", true)]
    [InlineData("Host=localhost;Database=grid", true)]
    [InlineData("Host=db.example;SSL Mode=VerifyFull;Database=grid", true)]
    [InlineData("Host=db.example;Database=grid", false)]
    [InlineData("Host=127.0.0.1,10.0.0.7;Database=grid", false)]
    [InlineData("Host=10.0.0.7;SSL Mode=Prefer;Database=grid", false)]
    public void What_crosses_a_network_is_encrypted_or_vouched_for(string address, bool isFine)
    {
        var settings = StorageSettings.PostgreSql(address);

        Assert.Equal(isFine, Record.Exception(() => StorageCheck.RequirePrivate(settings)) is null);
        StorageCheck.RequirePrivate(settings with { IsPlaintextAllowed = true });
    }

    [Fact]
    public async Task Silos_that_would_take_each_other_the_connections_away_do_not_start()
    {
        await using var database = await GridDatabase.New(StorageProvider.PostgreSql);
        database.Migrate();
        await database.Execute("INSERT INTO OrleansMembershipVersionTable VALUES ('it')");
        await Member(11112, "5 seconds", 3);
        await Member(11111, "1 second", 3);
        await Member(11113, "11 seconds", 3);
        await Member(11114, "1 second", 6);
        var clustering = new ClusteringSettings("it", System.Net.IPAddress.Loopback, 11111, 30000, 11111, 30000);

        await StorageCheck.Run(database.Settings with { ConnectionString = $"{database.Settings.ConnectionString};Maximum Pool Size=196" }, clustering);
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() =>
            StorageCheck.Run(database.Settings with { ConnectionString = $"{database.Settings.ConnectionString};Maximum Pool Size=197" }, clustering));

        Assert.StartsWith("2 silos with Maximum Pool Size=197 each need 401 connections", refusal.Message);

        Task Member(int port, string ago, int status) => database.Execute(
            $"INSERT INTO OrleansMembershipTable VALUES ('it', '127.0.0.1', {port}, 1, 's', 'h', {status}, 1, '', now(), now() - interval '{ago}')");
    }
}
