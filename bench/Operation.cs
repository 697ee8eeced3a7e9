namespace ResponsibilityGrid.Bench;

/// <summary>A question asked over HTTP, and what is promised of it.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Query">The document.</param>
/// <param name="Variables">Those of each request, which take turns.</param>
/// <param name="Promise">The rate promised on the benchmark grid.</param>
/// <param name="OfConstant">The share promised of the same selection resolved from a constant.</param>
internal sealed record Operation(string Name, string Query, Func<BenchGrid, IEnumerable<object>> Variables, Promise? Promise, double OfConstant)
{
    public static readonly Operation Empty = new("empty field over HTTP", "{ __typename }", _ => [new { }], null, 0);

    /// <summary>The operations of the promise table that exist so far.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        new("overview of the city",
            "query($unit: String!) { overview(unit: $unit) { items settled byState { state count } } }",
            grid => [new { unit = grid.Top }], new(150, 84, 89), 0.8),
        new("fifty most overdue of the city",
            "query($unit: String!) { items(unit: $unit, filter: { overdue: true }, first: 50) { nodes { id state dueOn duty { title } unit { name } } } }",
            grid => [new { unit = grid.Top }], new(40, 133, 141), 0.8),
        new("a unit with fifty ledger rows",
            "query($unit: String!) { unit(by: { code: $unit }) { code name items(first: 50) { nodes { id state dueOn duty { title } } } } }",
            grid => grid.Branches.Select(unit => new { unit }), new(4, 1818, 2449), 0.9),
        new("chain of an item, with names",
            "query($key: ItemKeyInput!) { item(by: { key: $key }) { id chain { unit { name } items { duty { title } holders { person { name } } } leaders { holders { person { name } } } } } }",
            grid => grid.LowestItems.Select(item => new { key = new { list = BenchGrid.List, duty = item.Duty, post = item.Post } }), new(6, 2434, 2688), 0.8),
    ];

    /// <summary>The requests, ready to be sent.</summary>
    public List<byte[]> Requests(BenchGrid grid, Uri address) => [.. Variables(grid).Select(variables => Wire.Request(address, Query, variables))];
}

/// <summary>So many times what the peer did where the promise was made; a peer that varied counts at its best.</summary>
internal sealed record Promise(double Times, int PeerLow, int PeerHigh)
{
    public static readonly Promise FirstTouch = new(2.5, 614, 787), Report = new(3, 614, 787);

    public double Rate => Times * PeerHigh;

    public override string ToString() => $">= {Rate:N0} ({Times} x {PeerLow:N0}-{PeerHigh:N0})";
}
