using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>What is told of a unit's place in the tree counts what was told of that unit, and not what others did meanwhile.</summary>
public sealed class ToldEntriesTests
{
    private const string Other = "120";

    [Fact]
    public void What_another_county_does_in_between_shifts_no_number() =>
        Gen.Bool.Array[1, 12].Sample(steps =>
        {
            var state = new GridState().With(new Structure { Grid = City, Version = 1, Units = [.. Tree, Unit(Other, City, 2)] });
            var alone = state;
            foreach (var (n, isOther) in steps.Index())
            {
                var command = new StructureCommand { Id = $"c{n}", Act = Act.CreatePost, Unit = isOther ? Other : County, Post = $"{(isOther ? Other : County)}-{n}", Name = "某岗", Layer = "岗位" };
                var now = GridCluster.Noon.AddSeconds(n);
                state = StructureRules.Change(state, command, now);
                if (!isOther) alone = StructureRules.Change(alone, command, now);
            }

            foreach (var code in (string[])[County, .. steps.Index().Where(step => !step.Item).Select(step => $"{County}-{step.Index}")])
                Assert.Equal(StructureRules.About(alone, code), StructureRules.About(state, code));
        });
}
