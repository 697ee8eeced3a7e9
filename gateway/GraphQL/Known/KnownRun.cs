using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace ResponsibilityGrid.Gateway;

/// <summary>An object of the reply: the values of a selection's fields, each serialized, an object, an array of these, or null.</summary>
internal sealed class ResolvedObject(KnownSelection selection, object?[] values)
{
    public KnownSelection Selection => selection;

    public object?[] Values => values;
}

/// <summary>One request for a known query.</summary>
internal sealed record KnownRun(
    KnownQuery Query, Caller Caller, IServiceProvider Services, Variables Variables, IDictionary<string, ArgumentValue>?[] Arguments, CancellationToken Gone)
{
    public async ValueTask<ResolvedObject> Answer(KnownSelection root)
    {
        var lane = new KnownLane(this);
        var answer = lane.Resolve(root, null);
        await lane.Rest();
        return answer;
    }
}

/// <summary>
/// Resolves field after field for as long as answers are there at once; whoever has to be waited for goes on in a lane of
/// its own, so that all wait side by side and no lane is ever used by two.
/// </summary>
internal sealed class KnownLane(KnownRun run)
{
    private KnownFieldContext context = new(run);
    private List<Task>? waiting;

    public ResolvedObject Resolve(KnownSelection selection, object? source)
    {
        var values = new object?[selection.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = selection.Fields[i];
            var result = field.Resolver.ResolveAsync(context.Of(field, source));
            if (result.IsCompletedSuccessfully)
            {
                values[i] = field.Value.Complete(this, result.Result);
                continue;
            }

            // The one who is waited for may still look at its context.
            context = new(run);
            (waiting ??= []).Add(Wait(result, field, values, i));
        }

        return new(selection, values);
    }

    public Task Rest() => waiting is null ? Task.CompletedTask : Task.WhenAll(waiting);

    private async Task Wait(ValueTask<object?> result, KnownField field, object?[] values, int place)
    {
        var lane = new KnownLane(run);
        values[place] = field.Value.Complete(lane, await result);
        await lane.Rest();
    }
}
