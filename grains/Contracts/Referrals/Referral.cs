namespace ResponsibilityGrid;

/// <summary>A finding handed to another department (移送). Silence never ends it; what was done stays in its entries.</summary>
[GenerateSerializer, Immutable, Alias("Referral")]
public sealed record Referral
{
    /// <summary>The department that it was referred to, in whose row it stands.</summary>
    [Id(0)] public string To { get; init; } = "";

    /// <summary>1 for the first of the department.</summary>
    [Id(1)] public int Number { get; init; }

    [Id(2)] public int Version { get; init; }

    [Id(3)] public ReferralState State { get; init; }

    /// <summary>The unit that was looked at.</summary>
    [Id(4)] public string Unit { get; init; } = "";

    /// <summary>Where in the unit the fact was found.</summary>
    [Id(5)] public List<SupervisionTarget> Targets { get; init; } = [];

    /// <summary>Who found it, the first who referred it first.</summary>
    [Id(6)] public List<ReferralCredit> Credits { get; init; } = [];

    /// <summary>The last day on which the department answers; then it rises by itself.</summary>
    [Id(7)] public DateOnly DueOn { get; init; }

    /// <summary>On which day it was referred.</summary>
    [Id(8)] public DateOnly On { get; init; }

    /// <summary>What was done about it, the oldest first.</summary>
    [Id(9)] public List<Entry> Entries { get; init; } = [];

    /// <summary>What it is called, since numbers tell how much others referred there; absent of those from before there were names, which go by their number.</summary>
    [Id(10)] public string? Name { get; init; }
}

/// <summary>Who found the fact of a referral, on which line, by which action.</summary>
[GenerateSerializer, Immutable, Alias("ReferralCredit")]
public sealed record ReferralCredit([property: Id(0)] string Unit, [property: Id(1)] string Line, [property: Id(2)] int Action, [property: Id(3)] DateOnly On);

/// <summary>移送的状态；逾期未答复不是状态，而是时限与日期相比 / Where a referral stands. Being unanswered for too long is not a state: it is a date against the clock.</summary>
[GenerateSerializer]
public enum ReferralState
{
    /// <summary>待答复 / Waits for an answer.</summary>
    Waiting,

    /// <summary>已受理 / Accepted.</summary>
    Accepted,

    /// <summary>已退回 / Returned, with a reason.</summary>
    Returned,
}

/// <summary>To refer a finding, or to answer a referral. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("ReferralCommand")]
public sealed record ReferralCommand : Command
{
    [Id(0)] public Act Act { get; init; }

    /// <summary>The department that it is or was referred to.</summary>
    [Id(1)] public string To { get; init; } = "";

    /// <summary>Of an answer: which referral of the department.</summary>
    [Id(2)] public int? Number { get; init; }

    /// <summary>Of a referral: the unit that was looked at.</summary>
    [Id(3)] public string Unit { get; init; } = "";

    /// <summary>Of a referral: the number of the action that found it.</summary>
    [Id(4)] public int? Action { get; init; }

    /// <summary>The action itself, read where the command comes in.</summary>
    [Id(5)] public SupervisionAction? Finding { get; init; }

    /// <summary>What is asked for, or the reason.</summary>
    [Id(6)] public string? Text { get; init; }

    [Id(7)] public DateOnly? DueOn { get; init; }

    /// <summary>Of an answer: whether it is accepted.</summary>
    [Id(8)] public bool Accepted { get; init; }

    /// <summary>Of an answer: what the referral is called, in place of its number.</summary>
    [Id(9)] public string? Name { get; init; }
}
