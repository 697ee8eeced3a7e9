using System.Text;

namespace ResponsibilityGrid;

/// <summary>Which counties live together on which silo.</summary>
internal static class HomeRules
{
    /// <summary>
    /// The county that a unit belongs to: the bureau below the root that it hangs under. The root and its departments are one of their own,
    /// named by the root.
    /// </summary>
    public static string CountyOf(Outline outline, string unit)
    {
        var entry = outline.Find(unit);
        while (entry?.Parent is { } parent && parent != outline.Root) entry = outline.Find(parent);
        return entry is null or { Parent: null } or { Kind: UnitKind.Department } ? outline.Root : entry.Code;
    }

    /// <summary>How many units each county has.</summary>
    public static SortedDictionary<string, int> Sizes(Outline outline)
    {
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var unit in outline.Preorder(outline.Root))
        {
            var county = CountyOf(outline, unit);
            sizes[county] = sizes.GetValueOrDefault(county) + 1;
        }

        return sizes;
    }

    /// <summary>
    /// Spreads counties over silos, the large ones first: each goes to the silo that it likes best among those with room. Whoever asks
    /// with the same counties and silos gets the same answer; a silo that comes or goes moves few counties of the others.
    /// </summary>
    public static Dictionary<string, SiloAddress> Spread(SortedDictionary<string, int> sizes, IReadOnlyCollection<SiloAddress> silos)
    {
        var room = (sizes.Values.Sum() + silos.Count - 1) / silos.Count;
        var load = silos.ToDictionary(silo => silo, _ => 0);
        var homes = new Dictionary<string, SiloAddress>();
        foreach (var (county, size) in sizes.OrderByDescending(county => county.Value).ThenBy(county => county.Key, StringComparer.Ordinal))
        {
            var liked = silos.OrderByDescending(silo => Liking(county, silo)).ThenBy(silo => silo).ToList();
            var home = liked.Find(silo => load[silo] + size <= room) ?? liked.MinBy(silo => load[silo])!;
            load[home] += size;
            homes[county] = home;
        }

        return homes;
    }

    /// <summary>The silo of a unit whose grid cannot be read.</summary>
    public static SiloAddress Somewhere(string unit, IEnumerable<SiloAddress> silos) => silos.MaxBy(silo => Liking(unit, silo))!;

    private static uint Liking(string county, SiloAddress silo) => StableHash.ComputeHash(Encoding.UTF8.GetBytes($"{silo.ToParsableString()} {county}"));
}
