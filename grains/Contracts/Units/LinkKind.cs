namespace ResponsibilityGrid;

/// <summary>What a dated edge between posts or units means.</summary>
[GenerateSerializer]
public enum LinkKind
{
    /// <summary>分管: a post is in charge of a department.</summary>
    InCharge,

    /// <summary>包干: a post answers for a unit.</summary>
    AnswersFor,

    /// <summary>派驻: a department stations a post elsewhere.</summary>
    StationedAt,

    /// <summary>制约: a post checks a post.</summary>
    Checks,
}
