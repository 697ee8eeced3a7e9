using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private const string Commits = "grains/Grains/Commits.cs";
    private const string Rows = "silo/PostgresRows.cs";

    private static Mutant[] OfStorage =>
    [
        new("memory-reused-after-a-failed-write", "Memory is changed first and kept when the write fails; the same command, sent again, is answered out of it.", [Wrong.Lost], () => new DatabaseLost(),
            new Edit(Commits, "grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, \"A write failed.\"));\n", ""),
            new Edit(Item, "_state = await store.Commit(next, this);", "_state = next;\n        await store.Commit(next, this);")),

        new("activation-outlives-a-failed-write", "An activation goes on with a version of its row that is not the row's any more, and can never write again.", [Wrong.Unanswered], () => new AnswersLost(),
            new Edit(Commits, "grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, \"A write failed.\"));\n", "")),

        new("failure-told-as-a-refusal", "A write of which nobody knows whether it was done is told as one that was not.", [Wrong.AppliedThoughRefused], () => new AnswersLost(),
            new Edit(Commits, "throw failure as StorageFailedException ??", "throw failure is not OutOfMemoryException ? (Exception)new GridRuleException(Rule.WrongState, \"写入未成功。\", \"It was not written.\") : failure as StorageFailedException ??")),

        new("stale-version-overwrites", "A row is overwritten by whoever has read an earlier version of it.", [Wrong.Lost, Wrong.Miswritten], () => new RowOvertaken(),
            new Edit(Rows, " AND held.Version = asked.Version", "")),

        new("first-write-overwrites", "Of two first writes of a row the second wins.", [Wrong.Lost, Wrong.Miswritten], () => new RowOvertaken(),
            new Edit(Rows, "ON CONSTRAINT OrleansStorageIdentity DO NOTHING", "ON CONSTRAINT OrleansStorageIdentity DO UPDATE SET PayloadBinary = EXCLUDED.PayloadBinary, Version = OrleansStorage.Version + 1")),

        new("damaged-row-read-as-empty", "A row that cannot be read passes for one that was never written.", [Wrong.Lost], () => new RowDamaged(),
            new Edit("silo/StateSerializer.cs", "public T? Deserialize<T>(BinaryData input) => SaysNothing(input)", """
                public T? Deserialize<T>(BinaryData input)
                {
                    try { return Read<T>(input); }
                    catch (JsonException) { return Activator.CreateInstance<T>(); }
                }

                private T? Read<T>(BinaryData input) => SaysNothing(input)
                """)),
    ];
}
