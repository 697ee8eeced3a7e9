using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>A person: the profile, and an index of the posts filled, which the units keep up to date.</summary>
[Alias("IPersonGrain"), GrainInterfaceType("person")]
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>Takes what a unit knows of the person. An older report of the same unit changes nothing.</summary>
    [Needs(Right.System), Alias("Seat")]
    Task Seat(Seating seating);

    /// <summary>Reserves the code for a command that enters the person, or for a workbook where there is none; the same again is as good as once.</summary>
    /// <exception cref="GridRuleException">Somebody has the code.</exception>
    [Needs(Right.System), Alias("Claim")]
    Task Claim(string unit, string? command);

    /// <summary>Whether a workbook cannot bring the person to a unit, since the code is that of somebody at home elsewhere, or about to be.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("IsTaken")]
    Task<bool> IsTaken(string unit);

    /// <summary>The person; without a name where nobody ever spoke of them.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("Get")]
    Task<PersonView> Get();

    /// <summary>
    /// Keeps the details that are given, encrypted; what is not given stays. Idempotent: none is written anew that reads the same under the newest key.
    /// Does not tell whether it wrote: whoever brings details has no right to read those on record, and would learn them by trying.
    /// </summary>
    /// <exception cref="GridRuleException">One is none of its kind, or no key is configured.</exception>
    [Needs(Right.Issue), Alias("EnterDetails")]
    Task EnterDetails(PersonDetails details);

    /// <summary>Refuses as <see cref="EnterDetails"/> would, by what is given alone, and writes nothing.</summary>
    [Needs(Right.Issue), AlwaysInterleave, Alias("CheckDetails")]
    Task CheckDetails(PersonDetails details);

    /// <summary>The details, covered but for a few signs unless they are asked for plainly. Who may, and the note of who did, is the affair of whoever asks.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetDetails")]
    Task<PersonDetails> GetDetails(bool plain);
}

/// <summary>Everything that one unit knows of one person, as of one version of the unit: state, not a change.</summary>
[GenerateSerializer, Immutable, Alias("Seating")]
public sealed record Seating
{
    [Id(0)] public string Unit { get; init; } = "";

    [Id(1)] public int Version { get; init; }

    /// <summary>The name, where the unit is the person's home.</summary>
    [Id(2)] public Resident? Home { get; init; }

    /// <summary>All fills of the person in the unit, past and superseded ones too.</summary>
    [Id(3)] public List<Fill> Fills { get; init; } = [];

    /// <summary>When the posts among them that came or went sat in the unit.</summary>
    [Id(4)] public List<Stay> Stays { get; init; } = [];
}

/// <summary>A person and where they sit.</summary>
[GenerateSerializer, Immutable, Alias("PersonView")]
public sealed record PersonView
{
    [Id(0)] public string Code { get; init; } = "";

    [Id(1)] public string Name { get; init; } = "";

    /// <summary>The home unit's code.</summary>
    [Id(2)] public string? Home { get; init; }

    /// <summary>What each unit knows.</summary>
    [Id(3)] public List<Seating> Seatings { get; init; } = [];
}
