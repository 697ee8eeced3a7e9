namespace ResponsibilityGrid.Gateway;

/// <summary>What one request may ask. Read from the configuration section <c>GraphQL</c>; the defaults stand where it is silent.</summary>
public sealed class GraphQLLimits
{
    /// <summary>Bytes of a request body.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Tokens of a document, counted before it is parsed. Validation is quadratic in places, so this is the cap that makes a refusal cheap.</summary>
    public int MaxTokens { get; set; } = 1_000;

    /// <summary>Selections written in a document.</summary>
    public int MaxSelections { get; set; } = 500;

    /// <summary>Selections once every fragment stands where it is spread; fragments that spread fragments twice grow exponentially.</summary>
    public int MaxExpandedSelections { get; set; } = 2_000;

    /// <summary>Operations and fragments of a document.</summary>
    public int MaxDefinitions { get; set; } = 50;

    /// <summary>Aliases of a document.</summary>
    public int MaxAliases { get; set; } = 30;

    /// <summary>Fields at the root of an operation.</summary>
    public int MaxRootFields { get; set; } = 15;

    /// <summary>Directives of a document.</summary>
    public int MaxDirectives { get; set; } = 50;

    /// <summary>Nested selection sets.</summary>
    public int MaxDepth { get; set; } = 15;

    /// <summary>Objects an operation may ask for, see <see cref="CostRule"/>.</summary>
    public double MaxCost { get; set; } = 2_000;

    /// <summary>Errors shown in one reply.</summary>
    public int MaxErrors { get; set; } = 20;

    /// <summary>How long an operation may take, from the moment that it was read, with the time before that it took to know who asks. Callers are promised an answer within 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long after the first try a grain that does not answer is asked again. The last try still has its response timeout.</summary>
    public TimeSpan RetryFor { get; set; } = Retries.Limit;

    /// <summary>Operations under way at once. Most of them wait for a grain or the store, so there may be many more than processors; more than this answer no more in a second.</summary>
    public int MaxAtOnce { get; set; } = 64;

    /// <summary>Operations that wait to be let in.</summary>
    public int MaxWaiting { get; set; } = 256;

    /// <summary>How long one waits to be let in.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Documents kept parsed and validated.</summary>
    public int CachedDocuments { get; set; } = 256;

    /// <summary>Whether a query that passed before is answered without the engine.</summary>
    public bool AnswersKnown { get; set; } = true;
}
