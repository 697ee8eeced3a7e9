using System.Diagnostics;
using System.Diagnostics.Metrics;
using GraphQL;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>Runs operations, and tells whoever listens how long they took and what became of them. Never by their text: callers write it.</summary>
internal sealed class WatchedEngine : IDisposable
{
    private const string Name = "ResponsibilityGrid";

    private readonly GridEngine engine;
    private readonly ActivitySource spans = new(Name);
    private readonly Histogram<double> duration;

    public WatchedEngine(GridEngine engine, IMeterFactory meters)
    {
        this.engine = engine;
        duration = meters.Create(Name).CreateHistogram("grid.graphql.duration", "s", "How long GraphQL operations took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    /// <summary>As <see cref="GridEngine.Run"/>; nothing more while nobody listens.</summary>
    public Task<Outcome?> Run(GridRequest request, Caller caller, IServiceProvider services, bool queriesOnly, CancellationToken gone) =>
        duration.Enabled || spans.HasListeners()
            ? Watch(request, caller, services, queriesOnly, gone)
            : engine.Run(request, caller, services, queriesOnly, gone);

    public void Dispose() => spans.Dispose();

    private async Task<Outcome?> Watch(GridRequest request, Caller caller, IServiceProvider services, bool queriesOnly, CancellationToken gone)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = spans.StartActivity("graphql");
        var outcome = await engine.Run(request, caller, services, queriesOnly, gone);
        var (kind, end) = (KindOf(caller.Operation), EndOf(outcome));
        span?.SetTag("graphql.operation.type", kind).SetTag("outcome", end);
        duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new("graphql.operation.type", kind), new("outcome", end));
        return outcome;
    }

    private static string KindOf(OperationType? operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "none",
    };

    private static string EndOf(Outcome? outcome) => outcome switch
    {
        null => "gone",
        { Errors: { } errors } when errors.Any(error => error is ProblemError { Problem: var problem } && problem == Problem.TimedOut) => "timeout",
        { Executed: false } => "refused",
        { Errors.Count: > 0 } => "errors",
        _ => "ok",
    };
}
