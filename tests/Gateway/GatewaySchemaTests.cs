using System.Net;
using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewaySchemaTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task The_published_schema_is_the_reviewed_one()
    {
        Golden.Matches(await host.Http.GetStringAsync(host.Url + "/schema.graphql", TestContext.Current.CancellationToken), "probe.graphql");
    }

    [Fact]
    public void Every_type_field_argument_and_value_is_explained_in_both_languages()
    {
        Assert.Empty(SchemaDescriptions.Missing(host.Schema));
    }

    [Fact]
    public void A_rule_is_called_alike_in_payloads_and_in_errors()
    {
        var values = Assert.IsAssignableFrom<EnumerationGraphType>(host.Schema.AllTypes["Rule"]).Values;

        Assert.Equal(Enum.GetValues<Rule>().Select(rule => GridErrors.UpperSnake(rule)).Order(StringComparer.Ordinal), values.Select(value => value.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_schema_that_is_known_is_not_sent_again()
    {
        using var first = await host.Http.GetAsync(host.Url + "/schema.graphql", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, host.Url + "/schema.graphql");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
