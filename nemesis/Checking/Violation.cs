namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>Something that must not be, and where it was seen.</summary>
internal sealed record Violation(Wrong Kind, string What)
{
    public override string ToString() => $"{Kind}: {What}";
}

/// <summary>What can be wrong with a grid after a run.</summary>
internal enum Wrong
{
    /// <summary>A command was acknowledged and left no entry.</summary>
    Lost,

    /// <summary>A command left more than one entry, or an entry, item or row is there twice.</summary>
    Doubled,

    /// <summary>An item made from another one does not stand, or stands without it.</summary>
    Orphaned,

    /// <summary>A command was refused and left an entry.</summary>
    AppliedThoughRefused,

    /// <summary>What a command left says something else than the command did, or does not hold as it says.</summary>
    Altered,

    /// <summary>A later command or look was shown an earlier version.</summary>
    OutOfOrder,

    /// <summary>A command was taken though its caller had seen another version.</summary>
    Overtaken,

    /// <summary>The same id was answered in two ways, or taken for two commands.</summary>
    AnsweredTwice,

    /// <summary>A caller met something that is no code of the API.</summary>
    UnknownCode,

    /// <summary>A caller was kept waiting for longer than anybody may be, and was told nothing.</summary>
    Hung,

    /// <summary>Something did not answer again in the time that it has to.</summary>
    Away,

    /// <summary>Two sole holders of one post on one day.</summary>
    TwoHolders,

    /// <summary>The numbers above are not those of the items below.</summary>
    Miscounted,

    /// <summary>A problem has nobody to put it right, nor a day until which somebody will have come forward.</summary>
    Unowned,

    /// <summary>A row was not written as often as its item changed.</summary>
    Miswritten,

    /// <summary>A person's own list of posts is not what their units say.</summary>
    Misindexed,

    /// <summary>A command whose outcome was open is not answered when it is asked for again.</summary>
    Unanswered,

    /// <summary>Something is still under way long after the last command.</summary>
    NotQuiet,
}
