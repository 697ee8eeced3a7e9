using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Bureaus beside each other, and who was called in. Stateless, on every silo, keyed by grid.</summary>
[Alias("IInterviewsGrain"), GrainInterfaceType("interviews")]
public interface IInterviewsGrain : IGrainWithStringKey
{
    /// <summary>The bureaus or branches right below a unit, by the share of their items that are closed; those at the bottom with the two who would be interviewed. Asks each for its numbers.</summary>
    [Needs(Right.Read, Over.Sight), Alias("GetRanking")]
    Task<RankingView> GetRanking(string unit, string? list, Moment? at);

    /// <summary>The interviews issued in a subtree, the latest first. Asks every unit of it.</summary>
    [Needs(Right.Read, Over.Sight), Alias("ListInterviews")]
    Task<List<Interview>> ListInterviews(string unit);
}
