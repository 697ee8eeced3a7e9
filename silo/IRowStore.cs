using System.Data.Common;

namespace ResponsibilityGrid;

/// <summary>Writes rows as the AdoNet provider would write each of them.</summary>
internal interface IRowStore
{
    /// <summary>
    /// Writes them in one transaction. For each the version that it has now, or none where it had another than was said,
    /// which does the others no harm.
    /// </summary>
    Task<int?[]> Write(IReadOnlyList<RowWrite> rows);

    /// <summary>Whether the database would not have one of the rows as it is: nothing was written then.</summary>
    bool IsRefusal(Exception failure);
}

/// <summary>The provider's statement, and what it binds.</summary>
internal static class WriteStatement
{
    public const string KeyHash = "GrainIdHash", N0 = "GrainIdN0", N1 = "GrainIdN1", StateHash = "GrainTypeHash", State = "GrainTypeString",
        Key = "GrainIdExtensionString", Service = "ServiceId", Version = "GrainStateVersion", Payload = "PayloadBinary";

    public static async Task<string> Read(DbDataSource source)
    {
        await using var command = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'WriteToStorageKey'");
        return (string)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("OrleansQuery has no WriteToStorageKey."));
    }
}
