using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using Orleans.Hosting;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Telemetries;

public sealed class TraceTests(TracedGrid grid) : IClassFixture<TracedGrid>
{
    [Fact]
    public async Task One_trace_leads_from_the_request_through_the_grains_to_the_statement()
    {
        var trace = ActivityTraceId.CreateRandom();

        var reply = await grid.Ask($$"""mutation { acceptItem(input: { item: { key: { list: "{{List}}", duty: "2026-12", post: "{{Worker}}" } }, commandId: "t" }) { item { stateLabel } userErrors { message } } }""", trace, Worker);
        Assert.Equal("[]", reply.GetProperty("data").GetProperty("acceptItem").GetProperty("userErrors").ToText());

        var spans = await Ended(trace, "Microsoft.AspNetCore");
        // Finding out who calls reads as well, before the document is looked at.
        var write = spans.First(span => span.Source.Name == "Npgsql" && Ancestors(span, spans).Any(above => above.Source.Name == Telemetry.Name));
        List<string> sources = [.. Ancestors(write, spans).Select(span => span.Source.Name)];
        // From the statement up to the request, without a break.
        Assert.Equal("Microsoft.AspNetCore", sources[^1]);
        Assert.Contains("Microsoft.Orleans.Application", sources);
        Assert.Contains("Microsoft.Orleans.Storage", sources);
        Assert.Equal(Telemetry.Name, sources[^2]);
        Assert.Equal("mutation", spans.Single(span => span.Source.Name == Telemetry.Name).GetTagItem("graphql.operation.type"));
        foreach (var grain in (string[])["ICommandsGrain", "IItemsGrain", "IResponsibilityItemGrain"]) Assert.Contains(spans, span => span.OperationName.Contains(grain));
    }

    [Fact]
    public async Task The_callers_of_health_leave_no_trace()
    {
        var seen = grid.Spans.Count(span => span.Source.Name == "Microsoft.AspNetCore" && $"{span.GetTagItem("url.path")}".StartsWith("/health", StringComparison.Ordinal));
        using var answer = await grid.Get("/health/live");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(0, seen + grid.Spans.Count(span => span.Source.Name == "Microsoft.AspNetCore" && $"{span.GetTagItem("url.path")}".StartsWith("/health", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_span_carries_the_text_of_a_document()
    {
        var trace = ActivityTraceId.CreateRandom();
        await grid.Ask($$"""query SecretName { unit(by: { code: "{{County}}" }) { name } }""", trace);

        Assert.All(await Ended(trace, "Microsoft.AspNetCore"), span => Assert.DoesNotContain("SecretName", $"{span.DisplayName} {string.Join(' ', span.TagObjects)}"));
    }

    [Fact]
    public void Without_a_collector_nothing_is_registered()
    {
        var silo = WebApplication.CreateSlimBuilder();
        silo.Configuration.AddInMemoryCollection([new("Storage:Provider", "sqlite"), new("Storage:File", "/nowhere")]);
        silo.Services.AddSingleton(TestPasses.Keys);
        silo.UseOrleans(orleans => orleans.AddGridSilo(orleans.Configuration));
        silo.AddGridTelemetry("silo");
        var gateway = WebApplication.CreateSlimBuilder().AddGateway();

        Assert.All(silo.Services.Concat(gateway.Services), service =>
        {
            Assert.NotEqual(typeof(TracerProvider), service.ServiceType);
            Assert.DoesNotContain("ActivityPropagation", $"{service.ImplementationType}");
        });
    }

    /// <summary>The spans of a trace once the one of a source has ended; what it waited for has ended before.</summary>
    private Task<List<Activity>> Ended(ActivityTraceId trace, string source) => Patience.Until($"a span of {source}", () =>
        Task.FromResult(grid.Spans.Of(trace) is var spans && spans.Exists(span => span.Source.Name == source) ? spans : null));

    private static IEnumerable<Activity> Ancestors(Activity span, List<Activity> spans)
    {
        for (var next = span; next is not null; next = spans.Find(other => other.SpanId == next.ParentSpanId)) yield return next;
    }
}
