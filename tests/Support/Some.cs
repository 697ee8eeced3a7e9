using CsCheck;

namespace ResponsibilityGrid.Tests;

/// <summary>A random city with everything in it: tree, posts, fills and a list.</summary>
internal sealed record SomeCity(Structure Structure, ListVersion List, Dictionary<string, UnitState> Units)
{
    public Moment At { get; init; } = Some.At;

    public Outline Outline => field ??= new(Structure, At);

    public Cascade Cascade => field ??= new(Outline, List);

    public UnitSheet Sheet(string unit) => UnitRules.SheetAt(unit, Units[unit], At, Outline);

    public Survey Survey(string? top = null) => new(Outline, top ?? Outline.Root, [List], Outline.Units.Select(Sheet));
}

/// <summary>Random but valid values.</summary>
internal static class Some
{
    public static readonly Moment At = new(new DateOnly(2026, 7, 1), DateTimeOffset.MaxValue);

    private static readonly string[] Layers = [.. new GridSettings().Layers];

    /// <summary>Up to 14 units on 1 to 4 levels, up to 20 posts, up to 6 duties that refine one another without a circle.</summary>
    public static Gen<SomeCity> City =>
        from seeds in Gen.Int[0, 1_000_000].Array[0, 13]
        from posts in Gen.Int[0, 1_000_000].Array[0, 20]
        from duties in Gen.Int[0, 1_000_000].Array[0, 6]
        select Build(seeds, posts, duties);

    /// <summary>One bureau with so many posts and duties that its page is long.</summary>
    public static Gen<SomeCity> Bureau =>
        from posts in Gen.Int[0, 1_000_000].Array[40]
        from duties in Gen.Int[0, 1_000_000].Array[24]
        select Build([], posts, duties);

    /// <summary>Where a row stands in the order of rows.</summary>
    public static ItemCursor Place(this ItemView item) => new() { DueOn = item.DueOn, Unit = item.Unit, Post = item.Post?.Code ?? "", Duty = item.Duty.Code };

    private static SomeCity Build(int[] seeds, int[] places, int[] seedsOfDuties)
    {
        var units = new List<UnitEntry> { SmallGrid.Unit("0", null, 1) };
        foreach (var seed in seeds)
        {
            var parent = units[seed % units.Count];
            var kind = (UnitKind)(seed / 16 % 3) is var any && any == UnitKind.Department && parent.Kind != UnitKind.Bureau ? UnitKind.Branch : any;
            var level = kind == UnitKind.Department ? parent.Level : Math.Min(4, parent.Level + (seed / 64 % 2));
            units.Add(SmallGrid.Unit($"{(seed / 128 % 2 == 0 ? parent.Code : "")}u{units.Count}", parent.Code, level, kind));
        }

        List<PostEntry> posts = [.. places.Select((seed, n) => SmallGrid.Place(units[seed % units.Count].Code, Layers[seed / 16 % Layers.Length], n))];
        var states = units.ToDictionary(u => u.Code, u => StateOf([.. posts.Where(p => p.Unit == u.Code)], places));
        var list = new ListVersion { List = "2026", Number = 1, Duties = [.. seedsOfDuties.Select(DutyOf)] };
        return new SomeCity(new Structure { Grid = "0", Version = 1, Units = units, Posts = posts, Lists = [new ListEntry { List = "2026", Version = 1 }] }, list, states);
    }

    private static UnitState StateOf(List<PostEntry> posts, int[] seeds) => new()
    {
        Posts = [.. posts.Select((p, n) => new Post { Code = p.Code, Layer = p.Layer, KeyFew = n % 3 == 0 })],
        Fills = [.. posts.Select((p, n) => (p, seed: seeds[n] / 128)).Where(x => x.seed % 4 > 0).Select(x => SmallGrid.Fill(
            x.p.Code, $"P{x.seed % 5}", new DateOnly(2026, 1 + (x.seed % 6), 1), x.seed % 3 == 0 ? new DateOnly(2026, 6, 30) : null, x.seed % 2 == 0 ? FillKind.Holder : FillKind.Acting))],
    };

    private static Duty DutyOf(int seed, int place) => SmallGrid.Duty(
        $"2026-{place}",
        Layers[seed % Layers.Length],
        [.. Enumerable.Range(1, 4).Where(level => (seed / 8 >> level) % 2 == 1).DefaultIfEmpty(1)],
        new DateOnly(2026, 6 + (seed % 3), 30)) with
    {
        Aspect = $"方面{seed % 2}",
        Refines = place > 0 && seed / 512 % 3 > 0 ? $"2026-{seed / 2048 % place}" : null,
    };
}
