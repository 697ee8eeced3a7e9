namespace ResponsibilityGrid.Gateway;

/// <summary>Every <c>extensions.code</c> a caller can meet, beside the refusals of <see cref="RefusalCode"/>. A contract: members are added, never renamed.</summary>
public static class ErrorCode
{
    /// <summary>Nobody is signed in.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>Signed in, and not entitled.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The request, a variable or an argument cannot be used.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The operation asks for more than one request may.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>The document is nested too deep.</summary>
    public const string DepthExceeded = "DEPTH_EXCEEDED";

    /// <summary>Too many requests in a span of time.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>More is asked of the grid than it can bear now; nothing was done.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>The operation took longer than it may.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A part of the grid does not answer now.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>A defect; the trace id leads to the log.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>The document is not GraphQL.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
}
