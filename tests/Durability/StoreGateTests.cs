using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>A storm of activations and commands on a pool of eight connections.</summary>
public sealed class StoreGateTests : IAsyncLifetime
{
    private const int Pool = 8, Reads = 4, Writes = 2, Storm = 100;

    private GridDatabase _database = null!;
    private StorageHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        // Who found the pool empty would fail after a second.
        _host = await StorageHost.Start(StorageSettings.PostgreSql($"{_database.Settings.ConnectionString};Maximum Pool Size={Pool};Timeout=1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_storm_is_admitted_in_bounded_parallel_and_leaves_connections_to_others()
    {
        var test = TestContext.Current.CancellationToken;
        await using var other = Storage.Open(_database.Settings);
        await using var locking = await other.OpenConnectionAsync(test);
        await using var locked = await locking.BeginTransactionAsync(test);
        await using var command = locking.CreateCommand();
        command.CommandText = "LOCK TABLE OrleansStorage IN ACCESS EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(test);

        // Everybody who is let in waits for the table.
        var rows = _host.Services.GetRequiredService<IItemRows>();
        List<Task> storm =
        [
            .. Enumerable.Range(0, Storm).Select(number => _host.Read(GrainId.Create("note", $"r{number}"))),
            .. Enumerable.Range(0, Storm).Select(number => rows.Read("1", [$"{number}"], new Dictionary<ItemKey, int>())),
            .. Enumerable.Range(0, Storm).Select(number => _host.Write(GrainId.Create("note", $"w{number}"), new() { State = new Note { Text = "x" } })),
        ];
        await Patience.Until<object>("those who were let in", async () => await Waiting() == Reads + Writes ? storm : null, seen: () => $"{Waiting().Result} wait at the table.");

        var mine = _host.Services.GetRequiredService<DbDataSource>();
        for (var free = Pool - Reads - Writes; free > 0; free--)
            await (await mine.OpenConnectionAsync(test)).CloseAsync();
        Assert.Equal(Reads + Writes, await Waiting());

        await locked.RollbackAsync(test);
        await Task.WhenAll(storm);
        Assert.Equal(Storm, await _database.Scalar<long>("SELECT count(*) FROM OrleansStorage"));
    }

    [Fact]
    public void A_row_is_read_at_once_while_a_city_waits_for_the_rows_of_its_items()
    {
        using var gate = new StoreGate(StorageSettings.PostgreSql($"Host=nowhere;Maximum Pool Size={Pool}"));
        var city = Enumerable.Range(0, Storm).Select(_ => gate.ToScan()).ToList();

        Assert.Contains(city, turn => !turn.IsCompleted);
        Assert.True(gate.ToRead().IsCompletedSuccessfully);
    }

    private Task<long> Waiting() => _database.Scalar<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
}
