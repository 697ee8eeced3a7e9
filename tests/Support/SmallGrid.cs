namespace ResponsibilityGrid.Tests;

/// <summary>A city (1) over a county (2) with an office, over a branch (3); heads everywhere, one 岗位 post in the branch.</summary>
internal static class SmallGrid
{
    public const string City = "100", County = "110", Office = "110D1", Branch = "111", List = "2026";

    /// <summary>Whom <see cref="EnterSmall"/> enters.</summary>
    public const int Persons = 4;

    public static readonly DateOnly Start = new(2026, 1, 1);

    public static List<UnitEntry> Tree =>
    [
        Unit(City, null, 1), Unit(County, City, 2), Unit(Office, County, 2, UnitKind.Department), Unit(Branch, County, 3, UnitKind.Branch),
    ];

    public static UnitEntry Unit(string code, string? parent, int level, UnitKind kind = UnitKind.Bureau) =>
        new() { Code = code, Name = $"单位{code}", Parent = parent, Level = level, Kind = kind };

    public static List<Duty> Duties =>
    [
        Duty("2026-1", "主要负责人", [1, 2, 3], new(2026, 6, 30)),
        Duty("2026-2", "岗位", [4], new(2026, 12, 10)) with { Refines = "2026-1" },
    ];

    public static Duty Duty(string code, string layer, List<int> levels, DateOnly due) =>
        new() { Code = code, Aspect = "责任落实", Title = $"事项{code}", Layer = layer, Levels = levels, DueOn = due, Delegable = true };

    public static PostEntry Place(string unit, string layer = "主要负责人", int number = 1) => new() { Code = $"{unit}-{number}", Unit = unit, Layer = layer };

    /// <summary>The post, held by a person of its own since the start.</summary>
    public static UnitFacts Facts(params PostEntry[] places) => new()
    {
        Posts = [.. places.Select(p => new Post { Code = p.Code, Title = p.Code, Layer = p.Layer })],
        Fills = [.. places.Select(p => Fill(p.Code, $"P{p.Code}", Start))],
        Residents = [.. places.Select(p => new Resident { Person = $"P{p.Code}", Name = $"人{p.Code}" })],
    };

    public static Fill Fill(string post, string person, DateOnly from, DateOnly? to = null, FillKind kind = FillKind.Holder) =>
        new() { Post = post, Person = person, Name = person, Kind = kind, Span = new Span { From = from, To = to } };

    /// <summary>Four units, three heads, one 岗位 post; the list is drafted.</summary>
    public static async Task EnterSmall(this GridCluster cluster)
    {
        PostEntry[] places = [Place(City), Place(County), Place(Branch), Place(Branch, "岗位", 2)];
        await cluster.Grid(City).Enter(Tree, [.. places]);
        foreach (var unit in places.GroupBy(p => p.Unit))
            await cluster.Unit(City, unit.Key).Record(Facts([.. unit]));
        await cluster.List(City, List).Draft(Duties, newVersion: false, whole: false);
    }
}
