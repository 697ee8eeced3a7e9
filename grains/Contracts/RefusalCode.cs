namespace ResponsibilityGrid;

/// <summary>拒绝的原因，名称不变，供程序判断 / Why the grid says no; the names are stable and meant to be branched on</summary>
[GenerateSerializer]
public enum RefusalCode
{
    /// <summary>规则不允许 / A rule forbids it</summary>
    Refused,

    /// <summary>所查的不在册 / What was asked for is not on record</summary>
    NotFound,

    /// <summary>他人已先行修改，所给版本不是现行版本 / Somebody else was first: the version named is not the current one</summary>
    Conflict,

    /// <summary>输入不合要求 / The input cannot be used</summary>
    BadUserInput,

    /// <summary>暂时无法应答，可以重试 / No answer now; asking again is right</summary>
    Unavailable,

    /// <summary>没有说明由谁办理，或此人不在册 / Nobody is said to act, or nobody on record</summary>
    Unauthenticated,

    /// <summary>无权办理 / Not entitled to it</summary>
    Forbidden,
}
