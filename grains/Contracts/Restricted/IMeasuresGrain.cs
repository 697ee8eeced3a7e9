using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The light measures on record with one unit; their only writer. Apart from the unit's own row, so that nothing of the unit's moves with them.</summary>
[Alias("IMeasuresGrain"), GrainInterfaceType("measures")]
public interface IMeasuresGrain : IGrainWithStringKey
{
    /// <summary>Enters a measure by a resolved actor. One row write; the same command again writes nothing and is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.System), Alias("Record")]
    Task<Measure> Record(MeasureCommand command);

    /// <summary>Everything on record about a person, corrected entries too, the oldest first. Whoever asks has noted down for whom.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("ListOf")]
    Task<List<Measure>> ListOf(string person);

    /// <summary>How many measures of each kind stand that were taken in a year. Exact: whoever asks hides what is too small.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("Count")]
    Task<Dictionary<MeasureKind, int>> Count(int year);
}
