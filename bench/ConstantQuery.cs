using GraphQL;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>What every answer is made of; read from the grid once.</summary>
public sealed record Constants(ShownOverview Overview, Connection<ResponsibilityItem> Overdue, ConstantUnit Unit, ConstantItem Item);

/// <summary>The questions of the benchmark with the grid's own types and arguments, answered without asking anybody.</summary>
public sealed class ConstantQuery
{
    public static ShownOverview Overview([FromServices] Constants constants, string unit, string? list, DateOnly? asOf, DateTimeOffset? knownAt) =>
        constants.Overview;

    public static Connection<ResponsibilityItem> Items(
        [FromServices] Constants constants, string unit, ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after,
        DateOnly? asOf, DateTimeOffset? knownAt) => constants.Overdue;

    public static ConstantUnit Unit([FromServices] Constants constants, UnitBy by, DateOnly? asOf, DateTimeOffset? knownAt) => constants.Unit;

    public static ConstantItem Item([FromServices] Constants constants, ItemBy by, DateOnly? asOf, DateTimeOffset? knownAt) => constants.Item;
}

/// <summary>Nothing can be changed.</summary>
public sealed class ConstantMutation
{
    public static bool Nothing() => true;
}

/// <summary>A unit whose page is there already.</summary>
public sealed class ConstantUnit(string code, string name, Connection<ResponsibilityItem> items)
{
    public string Code => code;

    public string Name => name;

    public Connection<ResponsibilityItem> Items(ItemFilterInput? filter, IReadOnlyList<ItemOrder>? orderBy, int? first, string? after) => items;
}

/// <summary>An item whose chain is there already.</summary>
public sealed class ConstantItem(string id, List<ShownChainLink> chain)
{
    [GraphQL.Id]
    public string Id => id;

    [Complexity(5, 5)]
    public IEnumerable<ShownChainLink> Chain => chain;
}
