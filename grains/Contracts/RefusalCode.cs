namespace ResponsibilityGrid;

/// <summary>Why a request was refused. Stable: callers decide by it.</summary>
[GenerateSerializer]
public enum RefusalCode
{
    /// <summary>A rule of the grid forbids it.</summary>
    Refused,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>Somebody else was faster, or it is there already.</summary>
    Conflict,

    /// <summary>The request itself is malformed.</summary>
    BadUserInput,

    /// <summary>The grid cannot answer now; asking again later helps.</summary>
    Unavailable,
}
