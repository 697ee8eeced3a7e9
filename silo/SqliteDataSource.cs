using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid;

/// <summary>Opens connections to one SQLite file with the settings that live in a connection and not in the file.</summary>
internal sealed class SqliteDataSource(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(connectionString);

    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            // FULL: in WAL mode anything less may lose acknowledged commits with the power.
            // SQLite's own waiting wakes within milliseconds; the driver's sleeps 150 ms a try.
            settings.CommandText = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 20000;";
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken) => new(OpenDbConnection());
}
