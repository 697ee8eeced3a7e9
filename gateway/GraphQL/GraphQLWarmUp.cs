using System.IO.Pipelines;
using GraphQL;
using GraphQL.Types;

namespace ResponsibilityGrid.Gateway;

/// <summary>Builds the schema and runs one operation before anybody waits for it; the first one otherwise takes half a second.</summary>
public sealed class GraphQLWarmUp
{
    private readonly Lazy<Task> work;

    internal GraphQLWarmUp(ISchema schema, GridEngine engine, SchemaText text, IServiceScopeFactory scopes) => work = new(async () =>
    {
        schema.Initialize();
        _ = text.Text;
        await using var scope = scopes.CreateAsyncScope();
        var request = new GridRequest("query WarmUp { __typename __schema { queryType { name } } }", null, Inputs.Empty);
        var outcome = await engine.Run(request, new Caller(), scope.ServiceProvider, queriesOnly: true, CancellationToken.None);
        ResultWriter.Write(PipeWriter.Create(Stream.Null), outcome ?? Outcome.None, null, null);
    });

    /// <summary>Done once, however often it is asked for; the start-up probe waits for it.</summary>
    public Task WarmUp() => work.Value;
}
