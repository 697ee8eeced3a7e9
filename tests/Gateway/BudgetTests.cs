using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>How many grain calls the gateway makes for a query, once it knows its grids.</summary>
[Collection(nameof(GridHost))]
[OnBothDatabases]
public sealed class BudgetTests(GridHost grid)
{
    private const string Item = "item(by: {key: {list: \"2026\", duty: \"2026-01-01\", post: \"370700-01\"}})";

    [Theory]
    [InlineData("""{ overview(unit: "370700") { items byLevel { count } byAspect { count } children { unit { code name } items } } }""", "ILedgerGrain.GetOverview")]
    [InlineData("""{ overview(unit: "370700", asOf: "2026-05-01") { items } }""", "IGraphGrain.GetOverview")]
    [InlineData("""{ items(unit: "370700", first: 50, filter: {overdue: true}) { totalCount nodes { id state unit { code name } post { title holders { person { name } } } duty { title } } } }""", "ILedgerGrain.ListItems")]
    [InlineData("""{ items(unit: "370700", asOf: "2026-05-01") { totalCount } }""", "IGraphGrain.ListItems")]
    [InlineData("""{ gaps(unit: "370700") { totalCount nodes { reason label unit { code name } post { title } item { id } } } }""", "ILedgerGrain.ListItems")]
    [InlineData("""{ cascade(list: "2026", unit: "370700") { reached total unit { code } levels { level } } }""", "ILedgerGrain.GetCascade")]
    [InlineData("""{ unit(by: {code: "370700"}) { id name level kind parent { code } children { code name level } posts { code holders { person { name } } } } }""", "IGraphGrain.GetUnit")]
    [InlineData("{ " + Item + " { id state duty { title } post { title } unit { name } holders { person { name } } overdue } }", "IGraphGrain.GetItems")]
    [InlineData("""{ responsibilityGraph(root: "370700D01", depth: 1) { nodes { id } edges { from to } } }""", "IGraphGrain.GetGraph")]
    [InlineData("""{ list(code: "2026") { code inForce { number duties { code } } versions { number } } }""", "IResponsibilityListGrain.ListVersions")]
    [InlineData("""{ person(by: {code: "P370700001"}) { name posts { postCode unit { code } kind } } }""", "IPersonGrain.Get")]
    [InlineData("""mutation { issueList(input: {list: "2026"}) { version } }""", "ICommandsGrain.Change", "IResponsibilityListGrain.ListVersions")]
    [InlineData("""{ grids { code ready } }""", "IGridRegisterGrain.ListReady", "IGridRegisterGrain.List")]
    [InlineData("""{ person(by: {code: "P370700001"}) { items { totalCount nodes { id } } } }""", "IPersonGrain.Get", "ILedgerGrain.ListItems")]
    [InlineData("{ " + Item + " { children { id state } } }", "IGraphGrain.GetItems", "IGraphGrain.ListKin", "IGraphGrain.GetItems")]
    [InlineData("{ " + Item + " { chain { unit { code name } item { id } holders { person { name } } leaders { kind post { title } holders { person { name } } } } } }", "IGraphGrain.GetChain")]
    [InlineData("""{ unit(by: {code: "370700D01"}) { items(first: 5) { nodes { id state } } } }""", "IGraphGrain.GetUnit", "ILedgerGrain.ListItems")]
    public async Task A_query_keeps_to_its_calls(string query, params string[] calls)
    {
        Assert.Equal(calls, (await grid.Count(query)).Calls.Select(call => call.Split("ResponsibilityGrid.")[^1]));
    }

    [Fact]
    public async Task Fields_that_ask_the_same_share_one_call()
    {
        var (_, calls) = await grid.Count("""
            { unit(by: {code: "370700"}) { name children { code } } again: unit(by: {code: "370700"}) { posts { code } line }
              a: overview(unit: "370700") { items } b: overview(unit: "370700") { units unit { level } } }
            """);

        Assert.Equal(2, calls.Length);
    }
}
