using System.Runtime.InteropServices;

namespace ResponsibilityGrid;

/// <summary>
/// The cells of a unit and of those below it, counted together. It remembers what it has counted: of a child that speaks again only what it says otherwise is
/// counted anew, so that a unit over many others does not go over all of them whenever one item moved. Used by one caller at a time.
/// </summary>
internal sealed class RunningSum
{
    private readonly Dictionary<CellKey, Cell> _sum = [];
    private readonly Dictionary<string, List<Cell>> _counted = [];

    /// <summary>The sum over a unit's own cells and those of its children, whose heads are not its own; never of another unit than before.</summary>
    public List<Cell> Of(RollUp own, IReadOnlyCollection<RollUp> children)
    {
        var units = children.Select(child => child.Unit).Append(own.Unit).ToHashSet();
        foreach (var gone in _counted.Keys.Where(unit => !units.Contains(unit)).ToList())
        {
            Exchange(_counted[gone], [], isOwn: false);
            _counted.Remove(gone);
        }

        Count(own, isOwn: true);
        foreach (var child in children) Count(child, isOwn: false);
        return [.. _sum.Values];
    }

    private void Count(RollUp part, bool isOwn)
    {
        Exchange(_counted.GetValueOrDefault(part.Unit, []), part.Cells, isOwn);
        _counted[part.Unit] = part.Cells;
    }

    /// <summary>Goes along both side by side. Cells stay where they are from one roll-up to the next, but for those that went, came or changed.</summary>
    private void Exchange(List<Cell> before, List<Cell> after, bool isOwn)
    {
        if (ReferenceEquals(before, after)) return;
        var (old, next) = (0, 0);
        while (old < before.Count || next < after.Count)
        {
            if (IsSame(old, next)) (old, next) = (old + 1, next + 1);
            else if (next == after.Count || IsSame(old + 1, next)) Add(before[old++], -1);
            else if (old == before.Count || IsSame(old, next + 1)) Add(after[next++], 1);
            else
            {
                Add(before[old++], -1);
                Add(after[next++], 1);
            }
        }

        bool IsSame(int one, int other) => one < before.Count && other < after.Count && before[one] == after[other];

        void Add(Cell cell, int sign)
        {
            var key = isOwn ? cell.Key : cell.Key with { Head = false };
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_sum, key, out _);
            var count = (held?.Count ?? 0) + sign * cell.Count;
            if (count == 0) _sum.Remove(key);
            else held = new Cell(key, count);
        }
    }
}
