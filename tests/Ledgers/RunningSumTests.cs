using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Sums that are carried on from what was summed before, against sums that are made anew.</summary>
public sealed class RunningSumTests
{
    private static readonly Gen<CellKey> Keys = Gen.Select(Gen.Int[1, 4], Gen.Enum<ItemState>(), Gen.Bool, (duty, state, head) => new CellKey { List = "2026", Duty = $"D{duty}", State = state, Head = head });

    private static readonly Gen<List<Cell>> Cells = Gen.Select(Keys, Gen.Int[1, 3]).List[0, 12].Select(cells => cells.DistinctBy(cell => cell.Item1).Select(cell => new Cell(cell.Item1, cell.Item2)).ToList());

    // Most often a cell or two differ, as after a command; now and then all of them.
    private static readonly Gen<(int Unit, int How, int Place, List<Cell> Cells)[]> Steps = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 11], Cells).Array[0, 30];

    [Fact]
    public void What_is_carried_on_is_what_is_summed_anew() => Steps.Sample(steps =>
    {
        var running = new RunningSum();
        // The first is the unit itself, and speaks before any of the others.
        var parts = new Dictionary<int, RollUp> { [0] = Part(0, []) };
        foreach (var (unit, how, place, cells) in steps)
        {
            if (how == 4 && unit > 0) parts.Remove(unit);
            else parts[unit] = Part(unit, Next(parts.GetValueOrDefault(unit)?.Cells ?? [], how, place, cells));

            var (own, children) = (parts[0], parts.Where(part => part.Key > 0).Select(part => part.Value).ToList());
            var told = running.Of(own, children);

            Assert.Equal(Anew(own, children), told.ToDictionary(cell => cell.Key, cell => cell.Count));
        }
    }, iter: 2000);

    private static RollUp Part(int unit, List<Cell> cells) => new() { Unit = $"{unit}", Cells = cells };

    private static List<Cell> Next(List<Cell> before, int how, int place, List<Cell> cells) => how switch
    {
        0 => cells,
        1 => [.. before.Where((_, at) => at != place)],
        2 => [.. before.Select((cell, at) => at == place ? cell with { Count = cell.Count + 1 } : cell)],
        _ => [.. before.Take(place), .. cells.Take(1).Where(cell => !before.Exists(held => held.Key == cell.Key)), .. before.Skip(place)],
    };

    private static Dictionary<CellKey, int> Anew(RollUp own, List<RollUp> children) =>
        children.SelectMany(child => child.Cells).Select(cell => cell with { Key = cell.Key with { Head = false } }).Concat(own.Cells)
            .GroupBy(cell => cell.Key).ToDictionary(of => of.Key, of => of.Sum(cell => cell.Count));
}
