using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>How many grain calls the gateway makes for a query, once it knows its grids.</summary>
[Collection(nameof(GridHost))]
public sealed partial class BudgetTests(GridHost grid)
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
    [InlineData("{ " + Item + " { children { id state } } }", "IGraphGrain.GetItems", "IGraphGrain.GetKin")]
    [InlineData("{ " + Item + " { chain { unit { code name } item { id } holders { person { name } } leaders { kind post { title } holders { person { name } } } } } }", "IGraphGrain.GetChain")]
    [InlineData("""{ unit(by: {code: "370700D01"}) { items(first: 5) { nodes { id state } } } }""", "ILedgerGrain.ListItems")]
    [InlineData("""{ unit(by: {code: "370700D01"}) { name parent { name } posts { title } items(first: 5, filter: {overdue: true}, orderBy: [DUE_ON_DESC]) { totalCount nodes { id unit { name } } } } }""", "ILedgerGrain.ListItems")]
    [InlineData("""{ unit(by: {code: "370700D01"}) { a: items(first: 5) { totalCount } b: items(first: 6) { totalCount } } }""", "ILedgerGrain.ListItems", "ILedgerGrain.ListItems")]
    [InlineData("""{ unit(by: {code: "370700D01"}, asOf: "2026-05-01") { name items(first: 5) { totalCount } } }""", "IGraphGrain.ListItems")]
    [InlineData("""{ unit(by: {code: "370700"}) { children { level posts { title } children { code } } } }""", "IGraphGrain.GetUnit", "IGraphGrain.GetUnits")]
    [InlineData("""{ overview(unit: "370700") { children { unit { level line } } } }""", "ILedgerGrain.GetOverview", "IGraphGrain.GetUnits")]
    [InlineData("""{ items(unit: "370700", first: 50) { nodes { holders { person { name } } unit { code name } post { title unit { name } } parents { id holders { person { name } } } children { id } } } }""", "ILedgerGrain.ListItems", "IGraphGrain.GetKin", "IGraphGrain.GetKin")]
    [InlineData("""{ items(unit: "370702", first: 50, orderBy: [DUE_ON_DESC]) { nodes { unit { level kind parent { code } } holders(asOf: "2026-05-01") { person { code } } } } }""", "ILedgerGrain.ListItems", "IGraphGrain.GetUnits", "IGraphGrain.GetUnits")]
    [InlineData("""{ items(unit: "370702", first: 50) { nodes { parents { parents { parents { id } } } } } }""", "ILedgerGrain.ListItems", "IGraphGrain.GetKin", "IGraphGrain.GetKin", "IGraphGrain.GetKin")]
    [InlineData("""{ gaps(unit: "370700", first: 50) { nodes { unit { level } item { parents { id } } } } }""", "ILedgerGrain.ListItems", "IGraphGrain.GetUnits", "IGraphGrain.GetKin")]
    [InlineData("{ accountability(item: {key: {list: \"2026\", duty: \"2026-01-01\", post: \"370700-01\"}}, on: \"2026-05-01\") { on } }", "IOversightGrain.GetAccountability")]
    [InlineData("""{ flags(unit: "370700") { totalCount } }""", "IFlagsGrain.ListFlags")]
    [InlineData("""{ forecast(what: {vacate: {post: "370700-02", on: "2026-12-31"}}) { total gaps { nodes { reason } } } }""", "IOversightGrain.Foresee")]
    [InlineData("{ grants { id } }", "IGridRegisterGrain.List", "IRightsGrain.List", "IRightsGrain.List")]
    [InlineData("""{ grants(unit: "370702") { id } }""", "IRightsGrain.List", "IRightsGrain.List")]
    [InlineData("""{ handoverPack(post: "370700-02") { openCount } }""", "IHandoversGrain.GetPack")]
    [InlineData("""{ handovers(unit: "370700") { totalCount } }""", "IHandoversGrain.ListLeavings")]
    [InlineData("""{ interviews(unit: "370700") { number } }""", "IInterviewsGrain.ListInterviews")]
    [InlineData("{ me { subject } }", "IGridRegisterGrain.List", "IViewerGrain.Get")]
    [InlineData("""{ measureCounts(unit: "370700", year: 2026) { smallest cells { __typename } } }""", "IRestrictedGrain.CountMeasures")]
    [InlineData("""{ node(id: "VW5pdDozNzA3MDAvMzcwNzAw") { id ... on Unit { name } } }""", "IGraphGrain.GetUnit")]
    [InlineData("""{ nodes(ids: ["VW5pdDozNzA3MDAvMzcwNzAw"]) { id ... on Unit { name } } }""", "IGraphGrain.GetUnit")]
    [InlineData("""{ officerCard(post: "370702001-05", month: "2026-05") { emptyDuties } }""", "IOversightGrain.GetOfficerCard")]
    [InlineData("""{ officerCards(unit: "370702", month: "2026-05") { post emptyTasks } }""", "IOversightGrain.ListOfficerCards")]
    [InlineData("""{ problem(by: {key: {unit: "370700", number: 1}}) { number } }""", "IProblemsGrain.Get")]
    [InlineData("""{ problems(unit: "370700") { totalCount } }""", "IOversightGrain.ListProblems")]
    [InlineData("""{ queue(post: "370700-02") { toAccept { totalCount } overdue { totalCount nodes { id } } } }""", "IGraphGrain.GetQueue")]
    [InlineData("""{ queue(post: "370700-02") { overdue { nodes { parents { id } } } } }""", "IGraphGrain.GetQueue", "IGraphGrain.GetKin")]
    [InlineData("""{ ranking(unit: "370700") { settled rows { __typename } } }""", "IInterviewsGrain.GetRanking")]
    [InlineData("""{ referrals(to: "370700D02") { totalCount } }""", "IOversightGrain.ListReferrals")]
    [InlineData("""{ spreads(unit: "370700", period: {from: "2026-01", to: "2026-11"}) { category places { code } } }""", "IOversightGrain.ListSpreads")]
    [InlineData("""{ supervisionActions(unit: "370700") { totalCount } }""", "ISupervisionGrain.ListActions")]
    [InlineData("""{ supervisionMatrix(unit: "370700", by: ASPECT, period: {from: "2026-01", to: "2026-11"}) { settled } }""", "ISupervisionGrain.GetMatrix")]
    [InlineData("""{ supervisionReview(unit: "370702", period: {from: "2026-01", to: "2026-11"}) { items blindSpots { parents { id } } } }""", "IOversightGrain.GetReview", "IGraphGrain.GetKin")]
    [InlineData("""{ supervisionWork(unit: "370700D02") { totalCount } }""", "IOversightGrain.ListWork")]
    [InlineData("""{ supervisors(of: "370700") { source } }""", "IOversightGrain.ListSupervisors")]
    [InlineData("""{ supervisors(item: {key: {list: "2026", duty: "2026-06-04", post: "370702001-04"}}) { source } }""", "IOversightGrain.ListSupervisors")]
    [InlineData("""{ unsupervisedSupervisors(unit: "370700") { reason } }""", "IOversightGrain.ListUnsupervised")]
    public async Task A_query_keeps_to_its_calls(string query, params string[] calls)
    {
        Assert.Equal(calls, (await grid.Count(query)).Calls.Select(call => call.Split("ResponsibilityGrid.")[^1]));
    }

    [Theory]
    [InlineData("{ accounts { totalCount } }", "sysadmin", "IAccountsGrain.List")]
    [InlineData("{ keys { totalCount } }", "sysadmin", "IKeysGrain.List")]
    [InlineData("{ restrictedReads { totalCount } }", "auditor", "IRestrictedGrain.ListReadings")]
    public async Task So_does_a_query_of_an_administrator(string query, string duty, params string[] calls) =>
        Assert.Equal(calls, (await grid.CountAs(duty, query)).Select(call => call.Split("ResponsibilityGrid.")[^1]));

    [Fact]
    public void Every_query_says_what_it_costs_and_is_counted_here()
    {
        var counted = typeof(BudgetTests).GetMethods().SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>())
            .Select(data => Field().Match((string)data.Data[0]!).Groups[1].Value).ToHashSet();

        Assert.All(grid.Schema.Query.Fields, field =>
        {
            Assert.Matches("grain 调用.* / .*grain call", field.Description?.ReplaceLineEndings(" "));
            Assert.Contains(field.Name, counted);
        });
    }

    [Fact]
    public async Task A_page_that_came_with_its_unit_is_the_page_of_the_list()
    {
        const string Page = "totalCount pageInfo { hasNextPage endCursor } nodes { id dueOn }";
        var with = (await grid.Ask($$"""query($n: Int, $f: ItemFilter) { unit(by: {code: "370702"}) { items(first: $n, filter: $f, orderBy: [DUE_ON_DESC]) { {{Page}} } } }""", new { n = 3, f = new { overdue = false } })).GetProperty("unit").GetProperty("items");
        var apart = (await grid.Ask($$"""{ unit(by: {code: "370702"}) { first: items(first: 1) { totalCount } items(first: 3, filter: {overdue: false}, orderBy: [DUE_ON_DESC]) { {{Page}} } } }""")).GetProperty("unit").GetProperty("items");

        Assert.Equal(apart.ToText(), with.ToText());
        Assert.Equal("""{"unit":null}""", (await grid.Ask("""{ unit(by: {code: "379999"}) { items { totalCount } } }""")).ToText());
    }

    [GeneratedRegex(@"^(?:query[^{]*|mutation )?\{\s*(\w+)")]
    private static partial Regex Field();

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
