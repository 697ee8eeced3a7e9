namespace ResponsibilityGrid;

/// <summary>The one refusal: which rule, in a sentence for a person. Nothing was changed.</summary>
[GenerateSerializer, Alias("GridRuleException")]
public sealed class GridRuleException : Exception
{
    /// <summary>A refusal by rule with its Chinese sentence, its English one, and the field it is about. What is no rule has its code below.</summary>
    public GridRuleException(Rule rule, string message, string english, string? field = null)
        : this(RefusalCode.Refused, message, english, field) => Rule = rule;

    private GridRuleException(RefusalCode code, string message, string english, string? field)
        : base(message) => (Code, English, Field) = (code, english, field);

    [Id(0)] public RefusalCode Code { get; private set; }

    /// <summary>The sentence in English; <see cref="Exception.Message"/> is Chinese.</summary>
    [Id(1)] public string English { get; private set; }

    /// <summary>The input field that it is about, if any.</summary>
    [Id(2)] public string? Field { get; private set; }

    /// <summary>The version that stands, where a caller named another one.</summary>
    [Id(3)] public int? Current { get; init; }

    /// <summary>Which rule refuses it; none of another code, or from a silo that does not name rules yet.</summary>
    [Id(4)] public Rule? Rule { get; private set; }

    /// <summary>Somebody else was first.</summary>
    public static GridRuleException Stale(int expected, int current) =>
        Conflict($"所给版本 {expected} 不是现行版本 {current}：他人已先行办理，请查看后再办。", $"Version {expected} is not the current one, {current}: somebody else was first.", "expectedVersion", current);

    /// <summary>Nothing is known under a code.</summary>
    public static GridRuleException NotFound(string what, string code, string? field = null) =>
        NotThere($"没有编码为“{code}”的{what}。", $"There is nothing of that kind under \"{code}\".", field);

    /// <summary>What was asked for is not on record, in words of its own.</summary>
    public static GridRuleException NotThere(string message, string english, string? field = null) => new(RefusalCode.NotFound, message, english, field);

    /// <summary>What was asked for came too late, or was asked for under a name that is taken.</summary>
    public static GridRuleException Conflict(string message, string english, string? field = null, int? current = null) => new(RefusalCode.Conflict, message, english, field) { Current = current };

    /// <summary>The input cannot be used, whatever is on record.</summary>
    public static GridRuleException BadUserInput(string message, string english, string? field = null) => new(RefusalCode.BadUserInput, message, english, field);

    /// <summary>No answer now; asking again is right.</summary>
    public static GridRuleException Unavailable(string message, string english, string? field = null) => new(RefusalCode.Unavailable, message, english, field);

    /// <summary>Nobody is said to act, or nobody on record.</summary>
    public static GridRuleException Unauthenticated(string message, string english) => new(RefusalCode.Unauthenticated, message, english, null);

    /// <summary>A right is missing.</summary>
    public static GridRuleException Forbidden(string message, string english) => new(RefusalCode.Forbidden, message, english, null);
}
