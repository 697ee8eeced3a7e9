using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>Every role tries every mutation, and is refused or gets as far as the rules, as the table says.</summary>
public sealed partial class MutationRightsTests : IAsyncLifetime
{
    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public void Every_mutation_stands_in_the_table() =>
        Assert.Empty(_grid.Schema.Mutation!.Fields.Select(field => field.Name).Except(MutationTable.All.Keys));

    [Fact]
    public async Task Each_role_gets_as_far_as_the_table_says()
    {
        List<string> wrong = [];
        foreach (var (mutation, (input, may)) in MutationTable.All.Where(row => _grid.Schema.Mutation!.HasField(row.Key)))
            foreach (var (role, _) in TwoCounties.Roles)
            {
                var answer = await Try(role, mutation, input);
                var isRefused = answer.Contains("\"FORBIDDEN\"", StringComparison.Ordinal) || answer.Contains("\"UNAUTHENTICATED\"", StringComparison.Ordinal);
                // In Chinese, by the right that is missing.
                if (isRefused == may.Contains(role) || (answer.Contains("\"FORBIDDEN\"", StringComparison.Ordinal) && !Missing().IsMatch(answer))) wrong.Add($"{role} {mutation}: {answer[answer.IndexOf("\n\n", StringComparison.Ordinal)..].Trim()}");
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A neighbour's things and things that are not there are refused in the same words, which name neither.</summary>
    [Fact]
    public async Task What_is_written_to_outside_of_the_right_is_refused_as_if_it_were_not_there()
    {
        foreach (var (mutation, (input, may)) in MutationTable.All.Where(row => row.Value.May.Contains("clerk")))
        {
            var (foreign, unknown) = (await Try("clerk", mutation, About(input, TwoCounties.B)), await Try("clerk", mutation, About(input, SchemaWalk.Nowhere)));

            Assert.Equal(foreign, unknown);
            Assert.Contains("\"FORBIDDEN\"", foreign);
        }
    }

    [Fact]
    public async Task A_caller_is_told_which_mutations_lead_as_far_as_the_rules()
    {
        var ask = $$$"""
            { unit(by: {code: "110"}) { viewerCan } person(by: {code: "P110-1"}) { viewerCan } item(by: {key: {list: "2026", duty: "2026-1", post: "110-1"}}) { viewerCan }
              problem(by: {key: {unit: "110", number: 1}}) { viewerCan } flag: node(id: "{{{TwoCounties.FlagOf("110")}}}") { ... on Flag { viewerCan } }
              action: node(id: "{{{GlobalId.Of("SupervisionAction", "100/110/1")}}}") { ... on SupervisionAction { viewerCan } }
              referral: node(id: "{{{GlobalId.Of("Referral", $"100/{TwoCounties.Legal}/{ReferralRules.NameOf(TwoCounties.Legal, "110-refer")}")}}}") { ... on Referral { viewerCan } }
              inspection: node(id: "{{{GlobalId.Of("Inspection", $"100/110/{InspectionRules.NameOf("110", "110-now")}")}}}") { ... on Inspection { viewerCan } } }
            """;
        foreach (var role in Administrators) Assert.Contains("\"FORBIDDEN\"", await _grid.Ask(role, ask));
        foreach (var role in TwoCounties.Roles.Select(row => row.Role).Except(Administrators))
        {
            var data = await _grid.Data(role, ask);
            var told = data.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Object).SelectMany(o => o.Value.GetProperty("viewerCan").EnumerateArray().Select(name => name.GetString()!)).ToHashSet();

            Assert.All(told.Where(name => name is not "moveUnit"), name => Assert.Contains(role, MutationTable.All[name].May));
            if (role is "clerk" or "discipline:A") Assert.Equal(MutationTable.All.Where(row => row.Value.May.Contains(role) && !Checks.Contains(row.Key)).Select(row => row.Key).Order(), told.Order());
        }
    }

    // These read no business data, and so are told of none.
    private static readonly string[] Administrators = ["sysadmin", "secadmin", "auditor"];

    // A clerk of the county gets as far as the rules with these, which then want somebody from above.
    private static readonly string[] Checks = ["resolveDispute", "closeItem", "returnItem", "assignProblem", "returnRectification", "closeProblem"];

    [GeneratedRegex("没有所需的权限：[\\p{L}、]+[“。]|“维护”权限")]
    private static partial Regex Missing();

    private Task<string> Try(string role, string mutation, object input)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        return _grid.Ask(role, $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}", new { input }, actor: MutationTable.ActorOf(role));
    }

    private static JsonElement About(object input, string county) => JsonDocument.Parse(JsonSerializer.Serialize(input).Replace("110", county, StringComparison.Ordinal).Replace(MutationTable.ActionIn("110"), MutationTable.ActionIn(county), StringComparison.Ordinal).Replace(TwoCounties.FlagOf("110"), TwoCounties.FlagOf(county), StringComparison.Ordinal)).RootElement;
}
