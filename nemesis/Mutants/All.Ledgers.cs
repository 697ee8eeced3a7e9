using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private const string Pump = "grains/Grains/Units/UnitGrain.Pump.cs";
    private const string Telling = "grains/Grains/Units/UnitGrain.Telling.cs";
    private const string Ledger = "grains/Grains/Units/UnitGrain.Ledger.cs";
    private const string RollUps = "grains/Grains/Ledgers/RollUps.cs";

    private static Mutant[] OfLedgers =>
    [
        new("delta-instead-of-state", "A unit tells what changed since it last told something; one that comes back tells everything once more.", [Wrong.Miscounted], () => new SiloLost(),
            new Edit(Ledger, "return (await Stand()).Sum;", "return Change((await Stand()).Sum);"),
            new Edit(Telling, "Receive(sum);", "Receive(Change(sum));"),
            new Edit(Pump, "RollUps.Keep(_below, child)", "RollUps.Keep(_below, before is null ? child : child with { Cells = Added(before.Cells, child.Cells) })"),
            new Edit(Pump, "    private void StartPump()", """
                    private RollUp? _told;

                    private RollUp Change(RollUp sum)
                    {
                        var change = _told is null ? sum : sum with { Cells = Added(sum.Cells, _told.Cells.ConvertAll(cell => cell with { Count = -cell.Count })) };
                        _told = sum;
                        return change;
                    }

                    private static List<Cell> Added(List<Cell> one, List<Cell> other) =>
                        [.. one.Concat(other).GroupBy(cell => cell.Key).Select(cells => new Cell(cells.Key, cells.Sum(cell => cell.Count))).Where(cell => cell.Count != 0)];

                    private void StartPump()
                """)),

        new("item-counted-where-it-was", "An item that moves on stays counted in the state that it has left.", [Wrong.Miscounted], () => new Questions(),
            new Edit(RollUps, "        Count(before, -1);\n", "")),

        new("item-listed-twice-after-a-restart", "A ledger that comes back lists an item that was begun twice, as its own and as one taken over.", [Wrong.Doubled], () => new SilosRestarted(),
            new Edit("grains/Grains/Ledgers/Ledger.cs", " && !sheet.Seats.Exists(s => s.Post.Code == life.Key.Post)", "")),

        new("settled-before-all-are-in", "A unit that comes back calls its numbers settled before those below have told theirs.", [Wrong.Miscounted], () => new SilosRestarted(),
            new Edit(RollUps, "Settled = all.TrueForAll(r => r.Settled && r.Today == own.Today),", "Settled = own.Settled,")),

        new("lives-not-read", "A ledger that comes back does not read what happened to its items before.", [Wrong.Miscounted], () => new SilosRestarted(),
            new Edit(Ledger, "        await Learn(posts);\n", "")),

        new("lives-never-read-again", "A ledger does not look at the rows again after something failed.", [Wrong.Miscounted], () => new RowOvertaken(),
            new Edit("grains/Grains/Units/UnitGrain.Lives.cs", "            await ReadAnew(posts);\n        foreach (var parent", "            _checkAt += 0;\n        foreach (var parent")),

        new("revision-begins-anew", "A unit that comes back counts its revisions from one again, and takes it for told what nobody has taken.", [Wrong.Miscounted, Wrong.NotQuiet], () => new SiloLost(),
            new Edit(Pump, "_epoch = clock.GetUtcNow().UtcTicks + Random.Shared.Next(1 << 20);", "_epoch = 0;"),
            new Edit(Telling, "if (held.IsNewerThan(sum)) ((_epoch, _number), Shown) = (RollUps.Above(held), null);\n            else (", "(")),

        new("briefed-once", "A unit is told once; whether it heard is nobody's concern.", [Wrong.NotQuiet], () => new RowsHeld(),
            new Edit(Telling, "            _telling.Remove((unit, brief.Stamp));\n", "            _ = _telling.Count;\n")),

        new("reached-before-its-row-is-written", "A unit says that it holds a list while its row is still on its way.", [Wrong.Lost], () => new RowsHeld(),
            new Edit(Ledger, "if (next != _ledger) _ledger = await ledgerStore.Commit(next, this);", "if (next != _ledger) _ = ledgerStore.Commit(_ledger = next, this);")),
    ];
}
