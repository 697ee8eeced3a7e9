using Npgsql;
using ResponsibilityGrid.Cluster;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>A silo needs to read and write rows; who makes tables is somebody else.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task A_silo_and_a_gateway_run_under_an_account_that_may_not_make_tables()
    {
        await using var database = await GridDatabase.New(StorageProvider.PostgreSql);
        var rights = File.ReadAllLines(Path.Combine(Deploy.Deployment.Folder, "../docs/operations.md")).Select(line => line.Trim()).Where(line => line.StartsWith("CREATE ROLE grid ", StringComparison.Ordinal) || line.StartsWith("ALTER DEFAULT PRIVILEGES ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rights.Count);
        foreach (var right in rights) await database.Execute(right);
        database.Migrate();
        var account = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "grid" }.ConnectionString;
        await using (var source = NpgsqlDataSource.Create(account))
        {
            await using var make = source.CreateCommand("CREATE TABLE Mine (N int)");
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).SqlState);
        }

        await using var cluster = new LocalCluster(account);
        GridProcess[] processes = [await cluster.StartSilo("silo"), await cluster.StartGateway("gateway")];
        foreach (var process in processes) await process.Ready();
    }
}
