namespace ResponsibilityGrid;

/// <summary>查看了什么限制信息 / What of the restricted was read.</summary>
[GenerateSerializer]
public enum RestrictedField
{
    /// <summary>轻处置措施 / The light measures of a person.</summary>
    Measures,

    /// <summary>身份证号 / An identity number, plainly.</summary>
    IdentityNumber,

    /// <summary>联系电话 / A telephone number, plainly.</summary>
    Telephone,

    /// <summary>查阅记录本身 / The log of readings itself.</summary>
    Readings,
}

/// <summary>One reading of something restricted: who, whose, which fields, when and what for. Written before the answer was given.</summary>
[GenerateSerializer, Immutable, Alias("Reading")]
public sealed record Reading
{
    /// <summary>1 for the first of a day.</summary>
    [Id(0)] public int Number { get; init; }

    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Who had signed in.</summary>
    [Id(2)] public string Subject { get; init; } = "";

    /// <summary>The reader's code on record, if the account belongs to a person.</summary>
    [Id(3)] public string? Reader { get; init; }

    /// <summary>Whose facts; absent where the log itself was read.</summary>
    [Id(4)] public string? Person { get; init; }

    /// <summary>The unit where that person was at home.</summary>
    [Id(5)] public string? Unit { get; init; }

    [Id(6)] public List<RestrictedField> Fields { get; init; } = [];

    /// <summary>What for, in the reader's words.</summary>
    [Id(7)] public string Purpose { get; init; } = "";
}
