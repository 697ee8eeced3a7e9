using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>One migrated database of each kind with two hosts on it, shared by the tests of a class.</summary>
public sealed class StorageDatabases : IAsyncLifetime
{
    private readonly Dictionary<StorageProvider, Store> _stores = [];

    public Store this[StorageProvider provider] => _stores[provider];

    public async ValueTask InitializeAsync()
    {
        foreach (var provider in Enum.GetValues<StorageProvider>())
        {
            var database = await GridDatabase.Migrated(provider);
            _stores[provider] = new(database, await database.Start(), await database.Start());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores.Values) await store.Database.DisposeAsync();
    }

    public sealed record Store(GridDatabase Database, StorageHost One, StorageHost Other);
}
