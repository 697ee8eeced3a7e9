using System.Text.Json;

namespace ResponsibilityGrid.Bench;

/// <summary>What one of our operations is on the peer's tables.</summary>
/// <param name="Asked">The question, under our operation's name.</param>
/// <param name="IsRight">Whether an answer says what it must on this grid.</param>
internal sealed record PeerOperation(Operation Asked, Func<JsonElement, BenchGrid, bool> IsRight)
{
    public const string Accept = "mutation($duty: String!, $post: String!) { acceptItem(input: { ofDuty: $duty, ofPost: $post }) { result { version state } } }";

    public const string Report =
        "mutation($duty: String!, $post: String!) { reportItem(input: { ofDuty: $duty, ofPost: $post, done: 50, said: \"按计划推进\", shown: [\"台账\"] }) { result { version state } } }";

    private const int Page = 50, Links = 4;

    public static readonly IReadOnlyList<PeerOperation> All =
    [
        new(new("overview of the city",
            "query($unit: String!) { overview(root: $unit) { nodes { state items } } }",
            _ => [new { unit = BenchGrid.City }], null, 0), (data, grid) => Nodes(data, "overview").Sum(node => node.GetProperty("items").GetInt32()) == grid.Items),
        new(new("fifty most overdue of the city",
            "query($unit: String!) { mostOverdue(root: $unit) { nodes { rowId state dueOn duty { title } unit { name } } } }",
            _ => [new { unit = BenchGrid.City }], null, 0), (data, _) => Nodes(data, "mostOverdue").Count() == Page),
        new(new("a unit with fifty ledger rows",
            "query($unit: String!) { unitByCode(code: $unit) { code name items(first: 50, orderBy: DUE_ON_ASC) { nodes { rowId state dueOn duty { title } } } } }",
            grid => grid.Branches.Select(unit => new { unit }), null, 0), (data, _) => Nodes(data.GetProperty("unitByCode"), "items").Count() == Page),
        new(new("chain of an item, with names",
            "query($duty: String!, $post: String!) { chain(ofDuty: $duty, ofPost: $post) { nodes { item unit duty holders leaders } } }",
            grid => grid.LowestItems.Select(item => new { duty = item.Duty, post = item.Post }), null, 0), (data, _) => Nodes(data, "chain").Count() == Links),
    ];

    public static PeerOperation Of(Operation ours) => All.Single(one => one.Asked.Name == ours.Name);

    private static JsonElement.ArrayEnumerator Nodes(JsonElement data, string connection) => data.GetProperty(connection).GetProperty("nodes").EnumerateArray();
}
