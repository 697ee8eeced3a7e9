namespace ResponsibilityGrid;

/// <summary>岗位与单位之间的关系 / What a dated edge between posts or units means.</summary>
[GenerateSerializer]
public enum LinkKind
{
    /// <summary>分管 / A post is in charge of a department.</summary>
    InCharge,

    /// <summary>包干 / A post answers for a unit.</summary>
    AnswersFor,

    /// <summary>派驻 / A department stations a post elsewhere.</summary>
    StationedAt,

    /// <summary>制约 / A post checks a post.</summary>
    Checks,
}
