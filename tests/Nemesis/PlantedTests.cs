using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Mutants;
using ResponsibilityGrid.Nemesis.Sources;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>What <c>./mutants</c> and <c>./chaos</c> plant still fits today's sources; what comes of it takes building it, and is tried there.</summary>
public sealed class PlantedTests
{
    private static readonly string Home = Path.GetFullPath("../../../..", AppContext.BaseDirectory);

    public static TheoryData<string> Names => [.. All.Mutants.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_still_applies(string name) => Apply(All.Mutants.Single(mutant => mutant.Name == name).Edits);

    [Fact]
    public void What_the_next_version_adds_still_applies() => Apply(NextVersion.Edits);

    [Fact]
    public void There_are_twenty_and_more_and_every_promise_has_one()
    {
        Assert.True(All.Mutants.Count >= 20);
        Assert.Equal(All.Mutants.Count, All.Mutants.DistinctBy(mutant => mutant.Name).Count());
        Assert.Empty(Invariants.All.Except(All.Mutants.SelectMany(mutant => mutant.By).Select(Invariants.Of)));
    }

    [Theory]
    [InlineData("nothing of it")]
    [InlineData("the place, and the place again")]
    public void A_mutant_whose_place_has_moved_says_so(string text)
    {
        var edit = new Edit("grains/Some.cs", "the place", "another one");

        Assert.Equal("another one alone", edit.In("the place alone"));
        Assert.Contains("no longer applies", Assert.Throws<PlaceLostException>(() => edit.In(text)).Message);
    }

    private static void Apply(IReadOnlyList<Edit> edits)
    {
        Assert.NotEmpty(edits);
        foreach (var file in edits.GroupBy(edit => edit.File))
        {
            Assert.Matches("^(grains|silo|gateway)/", file.Key);
            var sound = File.ReadAllText(Path.Combine(Home, file.Key));
            Assert.NotEqual(sound, file.Aggregate(sound, (text, edit) => edit.In(text)));
        }
    }
}
