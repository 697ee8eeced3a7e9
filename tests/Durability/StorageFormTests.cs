using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class StorageFormTests(StorageDatabases databases) : IClassFixture<StorageDatabases>
{
    public static TheoryData<StorageProvider> Providers => [StorageProvider.Sqlite, StorageProvider.PostgreSql];

    public static TheoryData<StorageProvider, string> Damages => new(
        from provider in Enum.GetValues<StorageProvider>()
        from payload in new[] { "", " ", "{}", "null", "[]", "{\"Text\":\"cut o", "\u0000", "plain" }
        select (provider, payload));

    [Theory, MemberData(nameof(Providers))]
    public async Task A_stored_row_can_be_read_by_a_person(StorageProvider provider)
    {
        var store = databases[provider];
        var key = $"u:{Guid.NewGuid()}";
        await store.One.Write(GrainId.Create("note", key), new(new Note { Text = "党组书记、局长 <负责> & \"签收\"" }));

        var payload = await store.Database.Scalar<byte[]>($"SELECT PayloadBinary FROM OrleansStorage WHERE GrainIdExtensionString = '{key}'");

        Assert.Equal("""{"Text":"党组书记、局长 <负责> & \"签收\""}""", Encoding.UTF8.GetString(payload!));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Keys_that_look_alike_keep_rows_of_their_own(StorageProvider provider)
    {
        var store = databases[provider];
        var prefix = Guid.NewGuid();
        IdSpan[] keys =
        [
            .. new[] { "u:330100", "u:0330100", "U:330100", "u:330100 ", "u:330100+x", "u:0330100+x", "u:３３０１００" }
                .Select(key => IdSpan.Create($"u:{prefix}/{key}")),
            GrainIdKeyExtensions.CreateGuidKey(prefix),
            GrainIdKeyExtensions.CreateGuidKey(prefix, "x"),
            GrainIdKeyExtensions.CreateGuidKey(prefix, "y"),
        ];
        foreach (var (n, key) in keys.Index())
            await store.One.Write(new(GrainType.Create("note"), key), new(new Note { Text = $"{n}" }));

        foreach (var (n, key) in keys.Index())
            Assert.Equal($"{n}", (await store.Other.Read(new(GrainType.Create("note"), key))).State!.Text);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_key_without_extension_has_one_row(StorageProvider provider)
    {
        var store = databases[provider];
        var grain = GrainId.Create(GrainType.Create("note"), GrainIdKeyExtensions.CreateIntegerKey(Random.Shared.NextInt64()));
        await store.One.Write(grain, new(new Note { Text = "first" }));

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => store.Other.Write(grain, new(new Note { Text = "second" })));
        var read = await store.Other.Read(grain);
        read.State = new Note { Text = "third" };
        await store.Other.Write(grain, read);

        Assert.Equal("third", (await store.One.Read(grain)).State!.Text);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Two_states_of_one_grain_are_two_rows(StorageProvider provider)
    {
        var (grain, store) = (GrainId.Create("note", $"u:{Guid.NewGuid()}"), databases[provider]);
        await store.One.Write(grain, new(new Note { Text = "note" }));

        var other = new GrainState<Note>();
        await store.One.Storage.ReadStateAsync("ledger", grain, other);

        Assert.False(other.RecordExists);
    }

    [Theory, MemberData(nameof(Damages))]
    public async Task A_damaged_payload_fails_and_is_not_read_as_new(StorageProvider provider, string payload)
    {
        var store = databases[provider];
        var key = $"u:{Guid.NewGuid()}";
        var grain = GrainId.Create("note", key);
        await store.One.Write(grain, new(new Note { Text = "whole" }));
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(payload));
        var bytes = provider is StorageProvider.Sqlite ? $"x'{hex}'" : $@"'\x{hex}'";
        await store.Database.Execute($"UPDATE OrleansStorage SET PayloadBinary = {bytes} WHERE GrainIdExtensionString = '{key}'");

        await Assert.ThrowsAsync<StorageFailedException>(() => store.Other.Read(grain));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_failure_of_the_database_travels_without_its_words(StorageProvider provider)
    {
        var store = databases[provider];
        var refuse = provider is StorageProvider.Sqlite
            ? "CREATE TRIGGER refuse BEFORE INSERT ON OrleansStorage WHEN NEW.GrainTypeString = 'refused' BEGIN SELECT RAISE(FAIL, 'secret'); END"
            : "ALTER TABLE OrleansStorage ADD CONSTRAINT secret CHECK (GrainTypeString <> 'refused')";
        await store.Database.Execute(refuse);

        // Beside others, which it does no harm.
        var others = Enumerable.Range(0, 40).Select(_ => store.One.Write(GrainId.Create("note", $"n:{Guid.NewGuid()}"), new(new Note { Text = "x" }))).ToList();
        var refused = store.One.Storage.WriteStateAsync("refused", GrainId.Create("note", "n:1"), new GrainState<Note>(new Note { Text = "x" }));
        others.AddRange(Enumerable.Range(0, 40).Select(_ => store.One.Write(GrainId.Create("note", $"n:{Guid.NewGuid()}"), new(new Note { Text = "x" }))));
        var failure = await Assert.ThrowsAsync<StorageFailedException>(() => refused);
        await Task.WhenAll(others);

        var codec = store.One.Services.GetRequiredService<Serializer>();
        var arrived = Assert.IsType<StorageFailedException>(codec.Deserialize<Exception>(codec.SerializeToArray<Exception>(failure)));
        Assert.Equal(failure.Message, arrived.Message);
        Assert.Contains("write refused of note/n:1", arrived.Message);
        Assert.DoesNotContain("secret", $"{arrived}");
    }
}
