using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace ResponsibilityGrid.Tests.Contracts;

public sealed class GridRuleExceptionTests
{
    [Theory]
    [InlineData("unit")]
    [InlineData(null)]
    public void A_refusal_crosses_the_wire_whole(string? field)
    {
        var arrived = Sent(GridRuleException.Conflict("版本已变。", "The version has changed.", field, 3));

        Assert.Equal((RefusalCode.Conflict, "版本已变。", "The version has changed.", field, 3), (arrived.Code, arrived.Message, arrived.English, arrived.Field, arrived.Current));
        Assert.Null(arrived.Rule);
    }

    [Fact]
    public void A_rule_crosses_the_wire_and_makes_the_code()
    {
        var arrived = Sent(new(Rule.ChildOpen, "细化事项尚未销号。", "A child is open.", "item"));

        Assert.Equal((RefusalCode.Refused, Rule.ChildOpen, "item"), (arrived.Code, arrived.Rule, arrived.Field));
    }

    private static GridRuleException Sent(GridRuleException refusal)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return Assert.IsType<GridRuleException>(serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(refusal)));
    }
}
