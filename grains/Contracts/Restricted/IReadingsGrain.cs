using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Who read something restricted, a part of a day of a grid; only ever longer.</summary>
[Alias("IReadingsGrain"), GrainInterfaceType("readings")]
public interface IReadingsGrain : IGrainWithStringKey
{
    /// <summary>Writes a reading down; durable when answered. Answers its number, or null where this part is full and has taken nothing.</summary>
    [Needs(Right.System), Alias("Note")]
    Task<int?> Note(Reading reading);

    /// <summary>What was noted here, the oldest first.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<Reading>> List();
}
