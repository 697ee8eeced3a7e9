using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Limits come with the silos, and reach every unit as a version of the structure does.</summary>
public sealed class InstalledSettingsTests
{
    [Fact]
    public async Task A_limit_that_was_changed_counts_after_the_next_start_and_is_written_once()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterSmall();
        var cover = $"{Branch}-2";
        await cluster.Unit(City, Branch).Record(new UnitFacts { Posts = [new Post { Code = "111-5", Title = "新岗位", Layer = "岗位" }], Fills = [Fill("111-5", $"P{cover}", DateOnly.FromDateTime(GridCluster.Noon.AddDays(-100).Date), kind: FillKind.Acting)] });
        await cluster.Grid(City).Enter([], [Place(Branch, "岗位", 5)]);
        await GridCluster.WaitUntil(Gap, gap => gap == "ActingPastLimit", gap => $"no gap: {gap}");
        var before = (await cluster.Grid(City).GetStructure()).Version;

        cluster.Installed = new GridSettings { ActingLimitDays = 200, TimeZone = "UTC" };
        await cluster.Restart();
        await cluster.Grid(City).Resume();

        await GridCluster.WaitUntil(Gap, gap => gap == "", gap => $"still a gap: {gap}");
        var structure = await cluster.Grid(City).GetStructure();
        Assert.Equal((before + 1, 200, "UTC", 4), (structure.Version, structure.Settings.ActingLimitDays, structure.Settings.TimeZone, structure.Settings.Levels.Count));

        await cluster.Restart();
        await cluster.Grid(City).Resume();
        Assert.Equal(before + 1, (await cluster.Grid(City).GetStructure()).Version);

        async Task<string> Gap() => (await cluster.Unit(City, Branch).GetSheet(null)).Seats.Find(s => s.Post.Code == "111-5") is { } seat ? $"{seat.Gap}" : "no seat";
    }

    [Fact]
    public async Task A_grid_is_founded_with_the_limits_of_its_installation()
    {
        await using var cluster = await GridCluster.Start();
        cluster.Installed = new GridSettings { SignWithinDays = 9 };
        await cluster.Restart();

        await cluster.EnterSmall();

        Assert.Equal(9, (await cluster.Grid(City).GetStructure()).Settings.SignWithinDays);
    }
}
