using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>The rows of touched items, read past their grains as a ledger reads them.</summary>
public sealed class ItemRowsTests(StorageDatabases databases) : IClassFixture<StorageDatabases>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<StorageProvider> Providers => [.. Enum.GetValues<StorageProvider>()];

    [Theory, MemberData(nameof(Providers))]
    public async Task Only_the_posts_asked_are_read_however_alike_their_codes(StorageProvider provider)
    {
        string[] posts = ["370700-1", "370700-10", "370700-100", "370700", "370700-1x", "岗位一", "岗位一二", "岗"];
        var (host, grid) = (databases[provider].One, NewGrid());
        foreach (var post in posts) await Touch(host, Key(grid, post));
        await Touch(host, Key($"{grid}1", posts[0]));

        foreach (var post in posts)
            Assert.Equal([Key(grid, post)], (await Read(host, grid, [post])).Select(l => l.Key));
        Assert.Equal(posts.Order(StringComparer.Ordinal), (await Read(host, grid, posts)).Select(l => l.Key.Post).Order(StringComparer.Ordinal));
        Assert.Empty(await Read(host, grid, ["37070", "370700-2", "岗位"]));
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, "{\"Life\":{\"cut o")]
    [InlineData(StorageProvider.PostgreSql, "{\"Life\":{\"cut o")]
    [InlineData(StorageProvider.PostgreSql, "plain")]
    [InlineData(StorageProvider.PostgreSql, "{\"Other\":{}}")]
    public async Task A_damaged_row_is_named_and_keeps_no_other_from_being_read(StorageProvider provider, string payload)
    {
        var (host, grid) = (databases[provider].One, NewGrid());
        await Touch(host, Key(grid, "one"));
        await Touch(host, Key(grid, "two"));
        var blob = provider is StorageProvider.Sqlite ? $"CAST('{payload}' AS BLOB)" : $"convert_to('{payload}', 'UTF8')";
        await databases[provider].Database.Execute($"UPDATE OrleansStorage SET PayloadBinary = {blob} WHERE GrainIdExtensionString = '{GridKeys.Item(Key(grid, "one"))}'");

        var read = await host.Services.GetRequiredService<IItemRows>().Read(grid, ["one", "two"], new Dictionary<ItemKey, int>());

        Assert.Equal([Key(grid, "two")], read.Lives.Select(life => life.Key));
        Assert.Equal([Key(grid, "one")], read.Damaged);
        Assert.Equal([Key(grid, "two")], (await host.Services.GetRequiredService<IItemRows>().ReadHistories([Key(grid, "one"), Key(grid, "two")])).Select(row => row.Life.Key));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_a_grain_has_stored_is_read_whole_by_another_process(StorageProvider provider)
    {
        var (store, key) = (databases[provider], Key(NewGrid(), "370700-01"));
        var told = await Touch(store.One, key);
        var item = Item(store.One, key);
        told = (await item.Act(Command(key, "c2", Act.ReportItem), Scene)).Life;
        told = (await item.Act(Command(key, "c3", Act.ExtendItem), Scene)).Life;

        var read = Assert.Single(await Read(store.Other, key.Grid, [key.Post]));

        Assert.Equivalent(told, read, strict: true);
        Assert.Equal((3, ItemState.InProgress, new DateOnly(2027, 1, 31)), (read.Version, read.Changes[^1].State, read.Changes[^1].DueOn));
        var row = Assert.Single(await store.Other.Services.GetRequiredService<IItemRows>().ReadHistories([key]));
        Assert.Equal([Act.AcceptItem, Act.ReportItem, Act.ExtendItem], row.Entries.Select(e => e.Act));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_life_longer_than_the_head_that_is_read_first_comes_whole(StorageProvider provider)
    {
        var (store, key) = (databases[provider], Key(NewGrid(), "岗位一"));
        await Touch(store.One, Key(key.Grid, "岗位二"));
        for (var changes = 1; changes < 60; changes++) await Write(store.One, Key(key.Grid, "岗位一", $"d{changes}"), changes);

        var lives = await Read(store.One, key.Grid, ["岗位一", "岗位二"]);

        Assert.Equal(60, lives.Count);
        Assert.All(lives.Where(l => l.Key.Post == "岗位一"), life => Assert.Equal(int.Parse(life.Key.Duty[1..]), life.Changes.Count));
        Assert.All(lives.SelectMany(l => l.Changes.Index()).Where(c => c.Item.Under > 1), change => Assert.Equal(change.Index + 2, change.Item.Under));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_those_known_only_what_was_written_since_is_read(StorageProvider provider)
    {
        var (host, grid) = (databases[provider].One, NewGrid());
        List<ItemKey> keys = [.. Enumerable.Range(1, 5).Select(n => Key(grid, "370700-01", $"d{n}"))];
        foreach (var key in keys) await Touch(host, key);
        var known = (await Read(host, grid, ["370700-01"])).ToDictionary(l => l.Key, l => l.Revision);
        Assert.Empty(await Read(host, grid, ["370700-01"], known));

        await Item(host, keys[3]).Act(Command(keys[3], "c2", Act.ReportItem), Scene);
        await Touch(host, Key(grid, "370700-01", "d6"));
        known.Remove(keys[0]);

        Assert.Equal(["d1", "d4", "d6"], (await Read(host, grid, ["370700-01"], known)).Select(l => l.Key.Duty).Order());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_cleared_row_and_the_rows_of_others_are_no_lives(StorageProvider provider)
    {
        var (host, key) = (databases[provider].One, Key(NewGrid(), "370700-01"));
        var id = GrainId.Create("item", GridKeys.Item(key));
        var state = new GrainState<ResponsibilityItemState>(new() { Life = new ItemLife { Key = key, Revision = 1 } });
        await host.Storage.WriteStateAsync("item", id, state);
        Assert.Single(await Read(host, key.Grid, [key.Post]));

        await host.Storage.ClearStateAsync("item", id, state);
        await host.Storage.WriteStateAsync("note", id, new GrainState<Note>(new() { Text = "of another kind" }));

        Assert.Empty(await Read(host, key.Grid, [key.Post]));
        Assert.Empty(await Read(host, key.Grid, [key.Post], new() { [key] = 0 }));
    }

    [Fact]
    public async Task Of_a_grid_just_restored_nothing_is_read_but_what_was_asked_for()
    {
        // As a restore leaves it: many rows, and a database that has not looked at them yet.
        await using var database = await GridDatabase.Migrated(StorageProvider.PostgreSql);
        await database.Execute("ALTER TABLE OrleansStorage SET (autovacuum_enabled = off)");
        var service = await Service(database);
        await database.Execute($"""
            INSERT INTO OrleansStorage (GrainIdN0, GrainIdN1, GrainIdHash, GrainTypeHash, GrainTypeString, ServiceId, GrainIdExtensionString, PayloadBinary)
            SELECT 0, 0, n, 0, 'item', '{service}', 'i:1/' || n / 10 || '/2026/d' || n % 10, 'damaged' FROM generate_series(0, 9999) AS n
            """);
        var host = await database.Start();
        var read = await host.Services.GetRequiredService<IItemRows>().Read("1", ["7", "70", "700"], new Dictionary<ItemKey, int>());
        Assert.Equal(30, read.Damaged.Count);
        // A connection that ends tells what it did.
        await host.DisposeAsync();

        var looked = await Patience.Until<object>("what the database counts", async () => await Looked() is > 0 and var rows ? rows : null);

        Assert.InRange((long)looked, 30, 60);

        Task<long> Looked() => database.Scalar<long>("""
            SELECT coalesce(sum(idx_tup_read), 0)::bigint + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'orleansstorage')
            FROM pg_stat_user_indexes WHERE indexrelname = 'orleansstorageitems'
            """);
    }

    private static readonly ItemScene Scene = new()
    {
        Duty = new Duty { Code = "d1", DueOn = new(2026, 12, 31), ChangedIn = 1 }, ListVersion = 1, Today = Today, IsOwner = true, IsChecker = true, IsApproverOutside = true,
    };

    // The databases are shared by the tests of this class.
    private static string NewGrid() => $"{Guid.NewGuid():N}"[..12];

    private static ItemKey Key(string grid, string post, string duty = "d1") => new(grid, "2026", duty, post);

    private static ItemCommand Command(ItemKey key, string id, Act act) => new()
    {
        Id = id, Digest = 1, Key = key, Act = act, Text = "按期办理，佐证齐全", Percent = act == Act.ReportItem ? 40 : null, DueOn = act == Act.ExtendItem ? new(2027, 1, 31) : null,
        Actor = new Actor { Code = key.Post, Post = key.Post, Person = "P1", Name = "某某0001", Unit = key.Grid },
    };

    private static IResponsibilityItemGrain Item(StorageHost host, ItemKey key) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IResponsibilityItemGrain>(GridKeys.Item(key));

    private static async Task<ItemLife> Touch(StorageHost host, ItemKey key) => (await Item(host, key).Act(Command(key, "c1", Act.AcceptItem), Scene)).Life;

    /// <summary>What rows are said to belong to.</summary>
    private static async Task<string> Service(GridDatabase database)
    {
        await Touch(await database.Start(), Key("other", "1"));
        return (await database.Scalar<string>("SELECT ServiceId FROM OrleansStorage LIMIT 1"))!;
    }

    private static Task Write(StorageHost host, ItemKey key, int changes) => host.Storage.WriteStateAsync("item", GrainId.Create("item", GridKeys.Item(key)), new GrainState<ResponsibilityItemState>(new()
    {
        Life = new ItemLife { Key = key, Revision = 1, Changes = [.. Enumerable.Range(2, changes).Select(n => new LifeChange { On = Today, At = DateTimeOffset.UnixEpoch.AddDays(n), State = ItemState.Accepted, Under = n })] },
        Entries = [new Entry { Number = 1, Text = new string('长', 500) }],
    }));

    private static async Task<List<ItemLife>> Read(StorageHost host, string grid, string[] posts, Dictionary<ItemKey, int>? known = null) =>
        (await host.Services.GetRequiredService<IItemRows>().Read(grid, posts, known ?? [])).Lives;
}
