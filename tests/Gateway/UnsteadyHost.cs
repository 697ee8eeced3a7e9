using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Gateway;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>The small grid behind a gateway that soon gives up; what its store does wrong is up to the test.</summary>
public sealed class UnsteadyHost : CommandHost
{
    /// <summary>The item of the branch's own post.</summary>
    public static object Item { get; } = new { key = new { list = List, duty = "2026-2", post = $"{Branch}-2" } };

    /// <summary>The row of that item.</summary>
    public static string Stored { get; } = GridKeys.Item(City, $"{Branch}-2", List, "2026-2");

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.Configure<GraphQLLimits>(limits =>
    {
        limits.RetryFor = TimeSpan.FromSeconds(2);
        limits.Timeout = TimeSpan.FromSeconds(6);
    });
}
