using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private const string Item = "grains/Grains/Items/ResponsibilityItemGrain.cs";

    private static Mutant[] OfCommands =>
    [
        new("dedupe-dropped", "An item takes a command again that it has taken already.", [Wrong.Doubled], () => new Questions(),
            new Edit(Item, "if (await Known(command) is { } entry) return new(_state.Life, entry, await After(entry));\n", "")),

        new("id-forgotten-with-its-entry", "An item knows the ids only of those commands whose entries are still in its row.", [Wrong.Doubled], () => new Questions(),
            new Edit(Item, "if (_state.Logs == 0) return null;", "if (_state.Logs >= 0) return null;")),

        new("id-without-its-result", "A repeated command is answered with what came last instead of what it was told itself.", [Wrong.AnsweredTwice], () => new Questions(),
            new Edit(Item, "is { } recent) return recent;", "is not null) return _state.Entries[^1];")),

        new("other-payload-accepted", "An id that was used for something else is taken for the same command.", [Wrong.AnsweredTwice], () => new Questions(),
            new Edit("grains/Contracts/Commands/Command.cs", "return digest == Digest ? true : throw", "return digest == Digest || command.Length > 0 ? true : throw")),

        new("unit-dedupe-dropped", "A unit takes a command again that it has taken already.", [Wrong.AnsweredTwice], () => new Questions(),
            new Edit("grains/Grains/Units/UnitGrain.cs", "if (Journal.IsSenders(_unit.Entries.Concat(_unit.Brought), command) && _unit.Find(command) is { } told) return ReplyTo(told, await structures.Get(Grid));\n", ""),
            new Edit("grains/Grains/Units/UnitGrain.cs", "if (_unit.Find(command) is { } others) return ReplyTo(others, structure);\n", "")),

        new("expected-version-ignored", "A command is taken though somebody else was faster.", [Wrong.Overtaken], () => new Questions(),
            new Edit("grains/Grains/Items/ItemRules.cs", "if (command.ExpectedVersion is { } expected && expected != life.Version) throw GridRuleException.Stale(expected, life.Version);\n", "")),

        new("answered-before-committed", "A command is answered while its row is still on its way to the store.", [Wrong.Lost], () => new DatabaseLost(),
            new Edit(Item, "_state = await store.Commit(next, this);", "_state = next;\n        _ = store.Commit(next, this);")),

        new("refused-command-writes", "A command that is refused leaves its mark in the row.", [Wrong.Miswritten], () => new Questions(),
            new Edit(Item, "var (next, written) = ItemRules.Take(Rest(), command, scene, clock.GetUtcNow());", """
                var (next, written) = (Rest(), new Entry());
                try { (next, written) = ItemRules.Take(Rest(), command, scene, clock.GetUtcNow()); }
                catch (GridRuleException)
                {
                    await Store(next with { Life = next.Life with { Key = command.Key } });
                    throw;
                }
                """)),

        new("entry-dropped-on-its-way-to-the-log", "The last of the entries that move to a log row gets lost.", [Wrong.Lost], () => new Questions(),
            new Edit(Item, "Keep(_state.Entries[..LogSize])", "Keep(_state.Entries[..(LogSize - 1)])")),

        new("child-in-memory-only", "An item made from another one is told of and not written.", [Wrong.Orphaned], () => new Questions(),
            new Edit(Item, "if (next != rest) await Store(next);", "_state = next;")),
    ];
}
