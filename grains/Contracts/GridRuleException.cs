namespace ResponsibilityGrid;

/// <summary>The one refusal: which rule, in a sentence for a person. Nothing was changed.</summary>
[GenerateSerializer, Alias("GridRuleException")]
public sealed class GridRuleException : Exception
{
    /// <summary>A refusal with its Chinese sentence, its English one, and the field it is about.</summary>
    public GridRuleException(RefusalCode code, string message, string english, string? field = null)
        : base(message) => (Code, English, Field) = (code, english, field);

    [Id(0)] public RefusalCode Code { get; private set; }

    /// <summary>The sentence in English; <see cref="Exception.Message"/> is Chinese.</summary>
    [Id(1)] public string English { get; private set; }

    /// <summary>The input field that it is about, if any.</summary>
    [Id(2)] public string? Field { get; private set; }

    /// <summary>The version that stands, where a caller named another one.</summary>
    [Id(3)] public int? Current { get; init; }

    /// <summary>Somebody else was first.</summary>
    public static GridRuleException Stale(int expected, int current) =>
        new(RefusalCode.Conflict, $"所给版本 {expected} 不是现行版本 {current}：他人已先行办理，请查看后再办。", $"Version {expected} is not the current one, {current}: somebody else was first.", "expectedVersion") { Current = current };

    /// <summary>Nothing is known under a code.</summary>
    public static GridRuleException NotFound(string what, string code, string? field = null) =>
        new(RefusalCode.NotFound, $"没有编码为“{code}”的{what}。", $"There is nothing of that kind under \"{code}\".", field);
}
