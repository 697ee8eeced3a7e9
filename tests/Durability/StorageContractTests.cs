using System.Text;
using Orleans.Runtime;
using Orleans.Storage;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class StorageContractTests(StorageDatabases databases) : IClassFixture<StorageDatabases>
{
    public static TheoryData<StorageProvider> Providers => [StorageProvider.Sqlite, StorageProvider.PostgreSql];

    [Theory, MemberData(nameof(Providers))]
    public async Task What_was_never_written_reads_as_new(StorageProvider provider)
    {
        var state = await databases[provider].One.Read(NewGrain());

        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_was_written_is_read_by_another_process(StorageProvider provider)
    {
        var (grain, store) = (NewGrain(), databases[provider]);
        var state = New("潍坊市生态环境局");
        await store.One.Write(grain, state);
        state.State = new Note { Text = "昌乐分局" };
        await store.One.Write(grain, state);

        var read = await store.Other.Read(grain);

        Assert.Equal(("昌乐分局", "2", true), (read.State!.Text, read.ETag, read.RecordExists));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_writer_with_an_old_version_is_refused_and_changes_nothing(StorageProvider provider)
    {
        var (grain, store) = (NewGrain(), databases[provider]);
        var state = New("first");
        await store.One.Write(grain, state);
        var stale = await store.Other.Read(grain);
        state.State = new Note { Text = "second" };
        await store.One.Write(grain, state);

        stale.State = new Note { Text = "stale" };
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Other.Write(grain, stale));

        Assert.Equal("second", (await store.Other.Read(grain)).State!.Text);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_version_of_a_row_that_is_not_there_is_refused(StorageProvider provider) =>
        await Assert.ThrowsAsync<InconsistentStateException>(() => databases[provider].One.Write(NewGrain(), New("lost", etag: "7")));

    [Theory, MemberData(nameof(Providers))]
    public async Task A_cleared_state_is_gone_and_counts_on(StorageProvider provider)
    {
        var (grain, store) = (NewGrain(), databases[provider]);
        var state = New("written");
        await store.One.Write(grain, state);
        var stale = await store.Other.Read(grain);
        await store.One.Storage.ClearStateAsync("note", grain, state);

        var read = await store.Other.Read(grain);
        Assert.Equal(("", "2", false), (read.State!.Text, read.ETag, read.RecordExists));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Other.Write(grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Other.Storage.ClearStateAsync("note", grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Other.Write(grain, New("as if new")));

        read.State = new Note { Text = "again" };
        await store.One.Write(grain, read);
        Assert.Equal(("again", "3"), ((await store.Other.Read(grain)).State!.Text, read.ETag));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_two_first_writers_one_wins_and_one_is_told(StorageProvider provider)
    {
        var store = databases[provider];

        await Race(store, grains: 10_000, _ => Task.FromResult((New("one"), New("other"))));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_two_writers_with_one_version_one_wins_and_one_is_told(StorageProvider provider)
    {
        var store = databases[provider];

        await Race(store, grains: 200, async grain =>
        {
            await store.One.Write(grain, New("before"));
            var (one, other) = (await store.One.Read(grain), await store.Other.Read(grain));
            (one.State, other.State) = (new Note { Text = "one" }, new Note { Text = "other" });
            return (one, other);
        });
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_megabyte_comes_back_whole(StorageProvider provider)
    {
        var (grain, store) = (NewGrain(), databases[provider]);
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"第{n}项"));
        Assert.True(Encoding.UTF8.GetByteCount(text) > 1 << 20);
        await store.One.Write(grain, New(text));

        Assert.Equal(text, (await store.Other.Read(grain)).State!.Text);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Rows_written_together_are_told_apart(StorageProvider provider)
    {
        var store = databases[provider];
        var rows = Enumerable.Range(0, 300).Select(number => (Number: number, Grain: NewGrain(), State: New($"第{number}项"))).ToList();
        await Task.WhenAll(rows.Select(row => store.One.Write(row.Grain, row.State)));
        // Behind the back of every third another process writes first.
        foreach (var (_, grain, _) in rows.Where(row => row.Number % 3 == 0))
        {
            var read = await store.Other.Read(grain);
            read.State = new Note { Text = "other" };
            await store.Other.Write(grain, read);
        }

        var won = await Task.WhenAll(rows.Select(row =>
        {
            row.State.State = new Note { Text = $"again {row.Number}" };
            return Wins(store.One, row.Grain, row.State);
        }));

        Assert.All(rows, row => Assert.Equal(row.Number % 3 != 0, won[row.Number]));
        foreach (var row in rows)
            Assert.Equal((row.Number % 3 == 0 ? "other" : $"again {row.Number}", "2"), await Told(store.Other.Read(row.Grain)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Of_two_writers_in_one_process_one_wins_and_one_is_told(StorageProvider provider)
    {
        var store = databases[provider];
        var rows = Enumerable.Range(0, 50).Select(_ => NewGrain()).SelectMany(grain => new[] { grain, grain }).ToList();

        var won = await Task.WhenAll(rows.Select(grain => Wins(store.One, grain, New("one"))));

        Assert.All(won.Chunk(2), pair => Assert.Single(pair, true));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_on_to_holds_up_no_other()
    {
        var (held, store) = (NewGrain(), databases[StorageProvider.PostgreSql]);
        var state = New("before");
        await store.One.Write(held, state);
        await using (var source = Storage.Open(store.Database.Settings))
        {
            await using var holder = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var hold = holder.CreateCommand();
            hold.CommandText = $"BEGIN; SELECT 1 FROM OrleansStorage WHERE GrainIdExtensionString = '{held.Key}' FOR UPDATE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            state.State = new Note { Text = "after" };
            var waiting = store.One.Write(held, state);
            for (var number = 0; number < 20; number++) await store.One.Write(NewGrain(), New("beside"));
            // Together with others it fails alone.
            var others = Enumerable.Range(0, 20).Select(_ => store.One.Write(NewGrain(), New("beside"))).ToList();
            await Assert.ThrowsAsync<StorageFailedException>(() => waiting);
            await Task.WhenAll(others);
        }

        await store.One.Write(held, state);
        Assert.Equal("after", (await store.Other.Read(held)).State!.Text);
    }

    private static async Task<(string Text, string? ETag)> Told(Task<GrainState<Note>> reading) => await reading is var read ? (read.State!.Text, read.ETag) : default;

    private static async Task Race(
        StorageDatabases.Store store, int grains, Func<GrainId, Task<(GrainState<Note> One, GrainState<Note> Other)>> prepare)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, grains), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var grain = NewGrain();
            var (one, other) = await prepare(grain);
            var won = await Task.WhenAll(Wins(store.One, grain, one), Wins(store.Other, grain, other));

            Assert.Single(won, true);
            Assert.Equal(won[0] ? "one" : "other", (await store.One.Read(grain)).State!.Text);
        });
    }

    private static Task<bool> Wins(StorageHost host, GrainId grain, GrainState<Note> state) => Task.Run(async () =>
    {
        try
        {
            await host.Write(grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    });

    private static GrainState<Note> New(string text, string? etag = null) => new(new Note { Text = text }, etag);

    private static GrainId NewGrain() => GrainId.Create("note", $"n:{Guid.NewGuid()}");
}
