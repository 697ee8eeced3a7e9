using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>The one gate through which errors leave: refusals as they are, everything else masked, and logged once under its trace id.</summary>
internal sealed partial class GridErrors(IOptions<GraphQLLimits> limits, ILogger<GridErrors> log)
{
    public List<ShownError> Show(IEnumerable<ExecutionError> errors, Caller caller)
    {
        var shown = new List<ShownError>();
        var logged = false;
        foreach (var error in errors.OrderBy(PlaceOf, StringComparer.Ordinal))
        {
            if (shown.Count == limits.Value.MaxErrors)
                break;

            var problem = Classify(error);
            // Whatever broke off around a command leaves its caller in the dark about it.
            if (problem.Code is ErrorCode.Unavailable or ErrorCode.Timeout or ErrorCode.Internal && (problem.CommandId ?? caller.CommandOf(error)) is { } command)
                problem = problem.Of(command);
            if (!logged && problem.Code is ErrorCode.Internal or ErrorCode.Unavailable)
            {
                Log(problem, error, caller);
                logged = true;
            }

            shown.Add(ShownError.Of(problem, caller, error));
        }

        return shown;
    }

    /// <summary>Fields end in any order; their errors are told in that of the document and of the answer.</summary>
    private static string PlaceOf(ExecutionError error)
    {
        var at = error.Locations is [var first, ..] ? first : default;
        return string.Create(CultureInfo.InvariantCulture, $"{at.Line:D6}/{at.Column:D6}/{string.Join('/', (error.Path ?? []).Select(step => step is int number ? number.ToString("D6", CultureInfo.InvariantCulture) : $"{step}"))}");
    }

    /// <summary>What an error is, told apart by its type and never by its text.</summary>
    internal static Problem Classify(ExecutionError error) => error switch
    {
        ProblemError own => own.Problem,
        RuleError rule => rule.Problem,
        ValidationError { InnerException: GridRuleException refusal } => Classify(refusal),
        InvalidVariableError or InvalidValueError or InvalidLiteralError => Problem.BadInput("变量或参数的值不合要求。", Trimmed(error)) with { Detail = Trimmed(error) },
        ValidationError => new Problem(ErrorCode.ValidationFailed, "查询与接口定义不符。", Trimmed(error)) { Detail = Trimmed(error) },
        SyntaxError => new Problem(ErrorCode.ParseFailed, "查询有语法错误。", Trimmed(error)) { Detail = Trimmed(error) },
        RequestError or DocumentError => Problem.BadInput("无法确定要执行的操作。", Trimmed(error)) with { Detail = Trimmed(error) },
        TimeoutError => Problem.TimedOut,
        _ => Classify(error.InnerException),
    };

    internal static Problem Classify(Exception? cause) => cause switch
    {
        GridRuleException refusal => new(UpperSnake(refusal.Code), refusal.Message, refusal.English, refusal.Field)
        {
            Rule = NameOf(refusal.Rule),
            RetryAfter = RetryRules.Passes(refusal) ? Problem.Unavailable.RetryAfter : null,
        },
        UnansweredCommandException command => Classify(command.InnerException) with { CommandId = command.CommandId },
        AggregateException { InnerExceptions: [var only] } => Classify(only),
        _ when RetryRules.Passes(cause) => Problem.Unavailable,
        OperationCanceledException => Problem.TimedOut,
        _ => Problem.Internal,
    };

    /// <summary>A rule that a silo names, where we know it. While versions are exchanged it may name one that this gateway, and its schema, does not.</summary>
    internal static Rule? Known(Rule? named) => named is { } rule && Enum.IsDefined(rule) ? rule : null;

    /// <summary>The name of such a rule, as GraphQL writes it.</summary>
    internal static string? NameOf(Rule? named) => Known(named) is { } rule ? UpperSnake(rule) : null;

    /// <summary>The name of a code or a rule, as GraphQL writes it.</summary>
    internal static string UpperSnake<T>(T name) where T : struct, Enum =>
        string.Concat(name.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? "_" + letter : char.ToUpperInvariant(letter).ToString()));

    // Hints at near names would spell out a schema that is not shown to everybody, and an echo has no reason to be long.
    private static string Trimmed(ExecutionError error)
    {
        var text = error.Message;
        var hint = text.IndexOf(" Did you mean", StringComparison.Ordinal);
        if (hint >= 0)
            text = text[..hint];

        return text.Length > 300 ? string.Concat(text.AsSpan(0, 299), "…") : text;
    }

    private void Log(Problem problem, ExecutionError error, Caller caller)
    {
        var path = error.Path is null ? "-" : string.Join('.', error.Path);
        if (problem.Code == ErrorCode.Internal)
            Broke(caller.TraceId, path, error.InnerException ?? error);
        else
            DidNotAnswer(caller.TraceId, path, error.InnerException ?? error);
    }

    [LoggerMessage(1, LogLevel.Error, "Request {TraceId} broke at {Path}")]
    private partial void Broke(string traceId, string path, Exception cause);

    [LoggerMessage(2, LogLevel.Warning, "Request {TraceId} got no answer at {Path}")]
    private partial void DidNotAnswer(string traceId, string path, Exception cause);
}
