using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Nobody can be sent more than fits, whichever side sends.</summary>
public sealed class MessageLimitTests
{
    [Fact]
    public void Silos_and_gateways_take_messages_of_one_length_and_a_gateway_asks_again_first()
    {
        using var silo = Build(builder => builder.UseOrleans(one => one.AddGridSilo(builder.Configuration).AddDatabaseClustering(builder.Configuration)));
        using var gateway = Build(builder => builder.UseOrleansClient(one => one.AddDatabaseClustering(builder.Configuration)));
        var (of, from) = (silo.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value, gateway.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value);

        Assert.Equal((GridSilo.LongestMessage, GridSilo.CallTimeout, true), (of.MaxMessageBodySize, of.ResponseTimeout, of.DropExpiredMessages));
        Assert.Equal((GridSilo.LongestMessage, GridSilo.AskTimeout), (from.MaxMessageBodySize, from.ResponseTimeout));
        Assert.True(GridSilo.AskTimeout < GridSilo.CallTimeout);
    }

    private static IHost Build(Action<HostApplicationBuilder> more)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("Storage:Provider", "postgresql"), new("Storage:ConnectionString", "Host=/nowhere;Database=grid")]);
        builder.Services.AddSingleton(TestPasses.Keys);
        more(builder);
        return builder.Build();
    }
}
