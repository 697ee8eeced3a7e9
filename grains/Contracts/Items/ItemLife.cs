namespace ResponsibilityGrid;

/// <summary>What a ledger keeps of an item that somebody has touched: enough to tell where it stood at any moment of both clocks.</summary>
[GenerateSerializer, Immutable, Alias("ItemLife")]
public sealed record ItemLife
{
    [Id(0)] public ItemKey Key { get; init; } = new("", "", "", "");

    /// <summary>Counts the writes of the item's row; a higher one is newer.</summary>
    [Id(1)] public int Revision { get; init; }

    /// <summary>Counts the commands taken; reminders are none.</summary>
    [Id(2)] public int Version { get; init; }

    /// <summary>Where it went, in the order of its going there.</summary>
    [Id(3)] public List<LifeChange> Changes { get; init; } = [];

    /// <summary>How far it is by its last report, 0 to 100.</summary>
    [Id(4)] public int? Percent { get; init; }

    /// <summary>When its own people first did something about it, by the server's clock.</summary>
    [Id(5)] public DateTimeOffset? Moved { get; init; }

    /// <summary>When they last did.</summary>
    [Id(6)] public DateTimeOffset? LastMoved { get; init; }

    /// <summary>When somebody was first reminded of it by hand.</summary>
    [Id(7)] public DateTimeOffset? Reminded { get; init; }

    /// <summary>Who submitted it last: the person, or the post where nobody sat on it; whoever did does not check it.</summary>
    [Id(8)] public string? Submitter { get; init; }

    /// <summary>What it was made from, where it refines another item by command.</summary>
    [Id(9)] public Charge? Charge { get; init; }

    /// <summary>The children made from it.</summary>
    [Id(10)] public int Children { get; init; }

    /// <summary>The posts that assist with it, on both clocks. They answer for nothing: the lead stays where the duty puts it.</summary>
    [Id(11)] public List<Assist> Assists { get; init; } = [];
}

/// <summary>A post that assists with an item.</summary>
[GenerateSerializer, Immutable, Alias("Assist")]
public sealed record Assist
{
    [Id(0)] public string Post { get; init; } = "";

    /// <summary>The document that it rests on (依据文号).</summary>
    [Id(1)] public string? Paper { get; init; }

    [Id(2)] public Span Span { get; init; } = new();
}

/// <summary>A turn in an item's life: where it stands from a day on, as known from an instant on.</summary>
[GenerateSerializer, Immutable, Alias("LifeChange")]
public sealed record LifeChange
{
    /// <summary>Never before the turn before it: what is told late does not undo what is known to have come later.</summary>
    [Id(0)] public DateOnly On { get; init; }

    [Id(1)] public DateTimeOffset At { get; init; }

    [Id(2)] public ItemState State { get; init; }

    /// <summary>The due date, where it was put off.</summary>
    [Id(3)] public DateOnly? DueOn { get; init; }

    /// <summary>The version of the list that it was under; a duty changed since then waits to be accepted again.</summary>
    [Id(4)] public int Under { get; init; }
}

/// <summary>What an item was made from that refines another one by command: its own measure, evidence and date.</summary>
[GenerateSerializer, Immutable, Alias("Charge")]
public sealed record Charge
{
    [Id(0)] public ItemKey Key { get; init; } = new("", "", "", "");

    /// <summary>The item that it refines.</summary>
    [Id(1)] public ItemKey Parent { get; init; } = new("", "", "", "");

    /// <summary>The item of a list at the top of it.</summary>
    [Id(2)] public ItemKey Origin { get; init; } = new("", "", "", "");

    /// <summary>Steps up to the item of a list.</summary>
    [Id(3)] public int Steps { get; init; }

    [Id(4)] public string Title { get; init; } = "";

    [Id(5)] public string Measure { get; init; } = "";

    [Id(6)] public string Evidence { get; init; } = "";

    [Id(7)] public DateOnly DueOn { get; init; }

    /// <summary>When the item that it refines is due; its own date is put off no further.</summary>
    [Id(8)] public DateOnly Limit { get; init; }

    [Id(9)] public Actor By { get; init; } = new();

    [Id(10)] public DateOnly On { get; init; }

    /// <summary>The command that made it.</summary>
    [Id(11)] public string Command { get; init; } = "";

    [Id(12)] public string? Paper { get; init; }

    /// <summary>The version of the list that it was made under.</summary>
    [Id(13)] public int Under { get; init; }

    /// <summary>Whether it was recorded on a later day than it was true from.</summary>
    [Id(14)] public bool Late { get; init; }

    /// <summary>Whether somebody who left gave it on. Its measure is then the reason for that, and nobody's way of getting work off their desk.</summary>
    [Id(15)] public bool IsGiven { get; init; }
}
