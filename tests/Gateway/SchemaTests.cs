using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

[Collection(nameof(GridHost))]
public sealed partial class SchemaTests(GridHost grid)
{
    [Fact]
    public async Task The_published_schema_is_the_reviewed_one() =>
        Golden.Matches(await grid.Http.GetStringAsync(grid.Url + "/schema.graphql", TestContext.Current.CancellationToken), "../../gateway/schema.graphql");

    [Fact]
    public void Every_type_field_argument_and_value_is_explained() => Assert.Empty(SchemaDescriptions.Missing(grid.Schema));

    [Fact]
    public async Task Every_explanation_is_in_both_languages()
    {
        var schema = await grid.Http.GetStringAsync(grid.Url + "/schema.graphql", TestContext.Current.CancellationToken);

        Assert.All(Descriptions().Matches(schema).Select(found => found.Groups[1].Value), text => Assert.Matches(BothLanguages(), text));
    }

    [GeneratedRegex("^\\s*\"([^\"]+)\"$", RegexOptions.Multiline)]
    private static partial Regex Descriptions();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}.* / .*[A-Za-z]")]
    private static partial Regex BothLanguages();
}
