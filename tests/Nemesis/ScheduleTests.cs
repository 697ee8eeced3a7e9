using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Faults;
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

        static List<string> Run(int seed) => [.. new Schedule(seed, Schedule.All).Faults().Take(60).Select(f => $"{f.Fault.Name} {f.Chance.Next()}")];
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Every_kind_of_fault_strikes_in_the_first_round(bool isShort) => Assert.All(Enumerable.Range(0, 50), seed =>
    {
        var kinds = isShort ? Schedule.Essential : Schedule.All;
        Assert.Equal(kinds.Select(kind => kind().Name).Order(), new Schedule(seed, kinds).Faults().Take(kinds.Count).Select(f => f.Fault.Name).Order());
    });

    [Fact]
    public void Behind_the_first_round_faults_come_in_pairs_of_two_kinds()
    {
        var pairs = new Schedule(5, Schedule.All).Faults().Skip(Schedule.All.Count).Take(100).Select(f => f.Fault).OfType<FaultPair>().Select(pair => pair.Name.Split(" + ")).ToList();
        Assert.Equal(50, pairs.Count);
        Assert.All(pairs, pair => Assert.NotEqual(pair[0], pair[1]));
    }

    [Fact]
    public void A_name_is_one_kind() => Assert.Equal(Schedule.All.Count, Schedule.All.Select(kind => kind().Name).Distinct().Count());

    [Fact]
    public void The_document_names_every_kind()
    {
        var document = File.ReadAllText(Path.Combine(Deploy.Deployment.Folder, "../docs/operations.md"));
        Assert.All(Schedule.All, kind => Assert.Contains($"`{kind().GetType().Name}`", document));
    }
}
