using System.Diagnostics;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>What came of an operation: the answer of a known query, the engine's result, errors, or the finding that GET may not run it.</summary>
internal sealed record Outcome(ExecutionResult? Result, IReadOnlyCollection<ExecutionError>? Errors, bool NeedsPost = false, ResolvedObject? Answer = null)
{
    public static readonly Outcome None = new(null, null);

    public bool Executed => Answer is not null || Result is { Executed: true };
}

/// <summary>Runs operations: opens the document, applies the rules it still owes, executes it within its time.</summary>
internal sealed class GridEngine(IDocumentExecuter executer, ISchema schema, Documents documents, IOptions<GraphQLLimits> limits)
{
    // What depends on variables is asked every time; the rest once per document.
    private readonly IValidationRule[] always = [FieldArgumentsAreValidRule.Instance, new CostRule(limits)];
    private readonly IValidationRule[] first = [.. DocumentValidator.CoreRules, new CostRule(limits)];

    /// <summary>The outcome; null when the caller has gone away meanwhile.</summary>
    public async Task<Outcome?> Run(GridRequest request, Caller caller, IServiceProvider services, bool queriesOnly, CancellationToken gone)
    {
        OpenedDocument document;
        try
        {
            document = documents.Open(request.Query);
        }
        catch (ProblemException e)
        {
            return new(null, [e.Error]);
        }

        caller.Operation = document.Operation(request.OperationName)?.Operation;
        if (queriesOnly && caller.Operation is not (null or OperationType.Query))
            return new(null, null, NeedsPost: true);

        var cost = document.Validated ? document.CostWith(request.Variables) : null;
        try
        {
            if (cost is not null && await AnswerKnown(document, request, caller, services, gone) is { } answer)
            {
                caller.Cost = cost;
                return new(null, null, Answer: answer);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return null;
        }
        catch (TimeoutException)
        {
            return new(null, [new ProblemError(Problem.TimedOut)]);
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(gone);
        time.CancelAfter(Left(caller.Began));
        try
        {
            // A resolver that does not watch the token must not hold the caller: past the time its answer is dropped.
            var result = await executer.ExecuteAsync(new ExecutionOptions
            {
                Schema = schema,
                Query = request.Query,
                Document = document.Ast,
                OperationName = request.OperationName,
                Variables = request.Variables,
                UserContext = caller,
                RequestServices = services,
                ValidationRules = !document.Validated ? first : cost is null ? always : [],
                CancellationToken = time.Token,
            }).WaitAsync(time.Token);

            if (result.Executed)
            {
                caller.Cost ??= cost;
                document.NoteCost(request.Variables, caller.Cost);
                if (!document.Validated)
                {
                    document.Known = limits.Value.AnswersKnown ? KnownQuery.Of(schema, document.Ast) : null;
                    documents.Keep(request.Query, document);
                }
            }

            return new(result, result.Errors is { Count: > 0 } errors ? [.. errors] : null);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return new(null, [new ProblemError(Problem.TimedOut)]);
        }
    }

    // Only the wait takes time that somebody could lose, so only the wait is watched.
    private ValueTask<ResolvedObject?> AnswerKnown(OpenedDocument document, GridRequest request, Caller caller, IServiceProvider services, CancellationToken gone)
    {
        if (document.Known is not { } known || document.Operation(request.OperationName) is null)
            return default;

        var answering = known.Run(request.Variables, caller, services, gone);
        return answering.IsCompleted ? answering : new(answering.AsTask().WaitAsync(Left(caller.Began), gone));
    }

    private TimeSpan Left(long began) => limits.Value.Timeout - Stopwatch.GetElapsedTime(began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
