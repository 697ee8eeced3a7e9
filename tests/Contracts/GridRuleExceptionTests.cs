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
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var sent = serializer.SerializeToArray<Exception>(new GridRuleException(RefusalCode.Conflict, "版本已变。", "The version has changed.", field));
        var arrived = Assert.IsType<GridRuleException>(serializer.Deserialize<Exception>(sent));

        Assert.Equal((RefusalCode.Conflict, "版本已变。", "The version has changed.", field), (arrived.Code, arrived.Message, arrived.English, arrived.Field));
    }
}
