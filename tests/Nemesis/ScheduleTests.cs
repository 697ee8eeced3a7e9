using ResponsibilityGrid.Nemesis;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>A seed is a run: the same faults in the same order with the same chances.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void The_same_seed_strikes_alike_and_another_one_does_not()
    {
        Assert.Equal(Run(11), Run(11));
        Assert.NotEqual(Run(11), Run(12));

        static List<string> Run(int seed) => [.. new Schedule(seed).Faults().Take(40).Select(f => $"{f.Fault.GetType().Name} {f.Chance.Next()}")];
    }

    [Fact]
    public void Every_kind_of_fault_strikes_in_the_first_round() => Assert.All(Enumerable.Range(0, 50), seed =>
        Assert.Equal(
            Schedule.Kinds.Select(kind => kind().GetType().Name).Order(),
            new Schedule(seed).Faults().Take(Schedule.Kinds.Count).Select(f => f.Fault.GetType().Name).Order()));
}
