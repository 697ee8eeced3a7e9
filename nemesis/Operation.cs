namespace ResponsibilityGrid.Nemesis;

/// <summary>What a caller knows of a command that it sent.</summary>
internal enum Outcome
{
    /// <summary>It was answered with the changed object.</summary>
    Acknowledged,

    /// <summary>It was answered that nothing was changed.</summary>
    Refused,

    /// <summary>It was not answered, or answered that nobody can tell.</summary>
    Unknown,
}

/// <summary>One command as its caller saw it. Times are ticks of one clock of this machine.</summary>
/// <param name="Id">Its command id, which also stands as text in the entry that it leaves.</param>
/// <param name="Kind">The mutation.</param>
/// <param name="Subject">The item (duty at post) or post that it changes.</param>
/// <param name="Began">When it was sent.</param>
/// <param name="Ended">When its outcome was known, or given up.</param>
/// <param name="Outcome">What the caller was told.</param>
/// <param name="Code">The code of a refusal or failure.</param>
/// <param name="Version">The version that it was acknowledged with.</param>
/// <param name="Repeats">Which attempt under the same id this was; 0 is the first.</param>
/// <param name="Expected">The version that its caller had seen, where it said so.</param>
/// <param name="Says">What has to stand in the entry that it leaves, where its kind and id do not say it all.</param>
internal sealed record Operation(
    string Id, string Kind, string Subject, long Began, long Ended, Outcome Outcome, string? Code = null, int? Version = null, int Repeats = 0, int? Expected = null, string? Says = null);

/// <summary>A version that a reader was shown.</summary>
internal sealed record Sight(string Subject, long Began, long Ended, int Version);
