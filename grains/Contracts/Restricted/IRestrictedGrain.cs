using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>
/// Where restricted facts are read: finds out whether the caller may, notes the reading down, and only then answers. Stateless, on every silo, keyed
/// by grid. A person or unit outside the caller's sight is not there; without a purpose nothing restricted is told.
/// </summary>
[Alias("IRestrictedGrain"), GrainInterfaceType("restricted")]
public interface IRestrictedGrain : IGrainWithStringKey
{
    /// <summary>The light measures of a person, the oldest first. Asks each unit where the person was ever at home; one row write for the note.</summary>
    [Needs(Right.ReadRestricted, Over.Sight), Alias("ListMeasures")]
    Task<List<Measure>> ListMeasures(string person);

    /// <summary>Measures of a year by kind, for a unit with all below it and for each unit directly below. Asks the units of the subtree.</summary>
    [Needs(Right.Read, Over.Sight), Alias("CountMeasures")]
    Task<List<MeasureCount>> CountMeasures(string unit, int year);

    /// <summary>The details of a person with all but a few signs covered.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetDetails")]
    Task<PersonDetails> GetDetails(string person);

    /// <summary>One detail of a person, plainly; one row write for the note.</summary>
    [Needs(Right.ReadRestricted, Over.Sight), Alias("ReadDetail")]
    Task<string?> ReadDetail(string person, PersonDetail detail);

    /// <summary>The inspections of a unit that are there for the caller.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListInspections")]
    Task<List<Inspection>> ListInspections(string unit);

    /// <summary>Who read something restricted on the days from one to another, the oldest first; one row write, since this is a reading as well.</summary>
    [Needs(Right.ReadRecord), Alias("ListReadings")]
    Task<List<Reading>> ListReadings(DateOnly from, DateOnly to);
}
