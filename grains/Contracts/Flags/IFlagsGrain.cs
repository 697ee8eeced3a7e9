using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The flags of a grid: worked out of what was written, never stored; and what was said of them, which is. One a grid.</summary>
[Alias("IFlagsGrain"), GrainInterfaceType("flags")]
public interface IFlagsGrain : IGrainWithStringKey
{
    /// <summary>The flags that touch a subtree, those of most records first. Asks every unit what is new since it was asked last, and reads only that.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("ListFlags")]
    Task<FlagPage> ListFlags(FlagQuery query);

    /// <summary>
    /// How many such flags nobody has decided. Nothing is told where everything would have to be read from the beginning while a silo came or went only just now:
    /// then the silos have units to bring back, and nobody's question for a number may keep them from it.
    /// </summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("CountUndecided")]
    Task<int?> CountUndecided(FlagQuery query);

    /// <summary>The flag that a record is in; none where it is in none, or none that the caller sees.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("GetFlag")]
    Task<FlagView?> GetFlag(string id);

    /// <summary>Records what a resolved actor says of a flag. One row write; the same command again writes nothing.</summary>
    /// <exception cref="GridRuleException">The flag is not there, or a rule forbids it.</exception>
    [Needs(Right.System), Alias("Decide")]
    Task<FlagView> Decide(FlagCommand command);
}

/// <summary>A part of a grid's decisions that its row has no room for: written once, then only read.</summary>
[Alias("IFlagLogGrain"), GrainInterfaceType("flag-log")]
public interface IFlagLogGrain : IGrainWithStringKey
{
    /// <summary>Keeps the decisions; the same again changes nothing.</summary>
    [Needs(Right.System), Alias("Keep")]
    Task Keep(List<FlagDecision> decisions);

    /// <summary>The decisions, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<FlagDecision>> List();
}

/// <summary>To say something of a flag.</summary>
[GenerateSerializer, Immutable, Alias("FlagCommand")]
public sealed record FlagCommand : Command
{
    /// <summary>The flag's id.</summary>
    [Id(0)] public string Flag { get; init; } = "";

    [Id(1)] public FlagStance Stance { get; init; }

    /// <summary>The reason.</summary>
    [Id(2)] public string? Text { get; init; }
}

/// <summary>Which flags. What is absent does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("FlagQuery")]
public sealed record FlagQuery
{
    /// <summary>Flags with a record in this unit or below it.</summary>
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public FlagKind? Kind { get; init; }

    [Id(2)] public FlagState? State { get; init; }

    /// <summary>Flags with a record of these days.</summary>
    [Id(3)] public DateOnly From { get; init; } = DateOnly.MinValue;

    [Id(4)] public DateOnly To { get; init; } = DateOnly.MaxValue;

    [Id(5)] public int First { get; init; }

    /// <summary>Behind this flag.</summary>
    [Id(6)] public FlagPlace? After { get; init; }

    /// <summary>Flags with a record of an item of this post, or of a look by whoever acted for it or is one of <see cref="Persons"/>, wherever they looked.</summary>
    [Id(7)] public string? Post { get; init; }

    /// <summary>Whoever sits on <see cref="Post"/>.</summary>
    [Id(8)] public List<string> Persons { get; init; } = [];
}

/// <summary>Where a flag stands in the order of flags.</summary>
[GenerateSerializer, Immutable, Alias("FlagPlace")]
public sealed record FlagPlace([property: Id(0)] int Count, [property: Id(1)] string Id);

/// <summary>Some flags, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("FlagPage")]
public sealed record FlagPage([property: Id(0)] List<FlagView> Flags, [property: Id(1)] int Total);
