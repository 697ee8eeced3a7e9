using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>What went wrong, in words that may leave the house: a code, a sentence in each language, and no CLR name.</summary>
internal sealed record Problem(string Code, string Chinese, string English, string? Field = null)
{
    /// <summary>The engine's own English words about the document, where they tell a developer more than the sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule that was broken, where one was.</summary>
    public string? Rule { get; init; }

    /// <summary>In how many seconds asking again is worth while.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The id of the command of which it is not known whether it was carried out.</summary>
    public string? CommandId { get; init; }

    public static Problem BadInput(string chinese, string english, string? field = null) =>
        new(ErrorCode.BadUserInput, chinese, english, field);

    public static Problem TooCostly(string chinese, string english) => new(ErrorCode.CostExceeded, chinese, english);

    public static Problem TooDeep(int limit) => new(
        ErrorCode.DepthExceeded, $"查询嵌套过深，上限为 {limit} 层。", $"The query is nested too deep; the limit is {limit} levels.");

    public static readonly Problem TimedOut = new(
        ErrorCode.Timeout, "操作超时，请缩小范围后重试。", "The operation took too long; narrow it and try again.");

    public static readonly Problem Unavailable = new(
        ErrorCode.Unavailable, "网格的一部分暂时无法应答，请稍后重试。", "A part of the grid does not answer now; try again in a moment.") { RetryAfter = 5 };

    public static readonly Problem Overloaded = new(
        ErrorCode.Overloaded, "系统繁忙，此次请求未予办理，请稍后重试。", "The grid is busy and has done nothing about the request; try again in a moment.") { RetryAfter = 1 };

    public static readonly Problem Unauthenticated = new(
        ErrorCode.Unauthenticated, "请先登录，或在 Authorization 请求头中出示有效的密钥（Bearer）。", "Sign in first, or show a valid key in the header Authorization (Bearer).");

    /// <summary>The same where a command was under way: its outcome can be asked for by its id.</summary>
    public Problem Of(string commandId) => Code is ErrorCode.Internal
        ? this with { CommandId = commandId }
        : new(ErrorCode.Unavailable, "未能得知指令的结果，它可能已经生效；请稍后以同一 commandId 再次提交，即可得知。",
            "It is not known what came of the command, it may have been carried out; send it again with the same commandId to be told.")
        { CommandId = commandId, RetryAfter = Unavailable.RetryAfter };

    public static readonly Problem Internal = new(
        ErrorCode.Internal, "系统内部出错，已记录；请凭 traceId 联系管理员。", "Something broke inside and was logged; quote the traceId to your administrator.");
}

/// <summary>A problem on its way through the engine, which knows only its own error type.</summary>
internal sealed class ProblemError(Problem problem) : ExecutionError(problem.Chinese)
{
    public Problem Problem { get; } = problem;
}
