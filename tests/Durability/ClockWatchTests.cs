using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>How far the machine's clock is from the database's, whatever the wire between them does.</summary>
public sealed class ClockWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_answer_that_was_long_on_its_way_says_nothing_against_a_clock() => Gen.Select(Gen.Double[0, 60], Gen.Double[0, 60]).Sample((there, back) =>
        Assert.Equal(TimeSpan.Zero, ClockWatch.Apart(Noon, Noon.AddSeconds(there), Noon.AddSeconds(there + back))));

    [Fact]
    public void A_clock_that_is_wrong_is_wrong_by_no_more_than_is_said() => Gen.Select(Gen.Double[-300, 300], Gen.Double[0, 5], Gen.Double[0, 5]).Sample((wrong, there, back) =>
    {
        var apart = ClockWatch.Apart(Noon.AddSeconds(wrong), Noon.AddSeconds(there), Noon.AddSeconds(wrong + there + back)).TotalSeconds;

        Assert.InRange(apart, Math.Max(0, Math.Abs(wrong) - 5 - 1e-6), Math.Abs(wrong) + 1e-6);
    });

    [Fact]
    public async Task The_database_is_asked_for_its_clock()
    {
        await using var database = await GridDatabase.New(StorageProvider.PostgreSql);
        await using var source = Storage.Open(database.Settings);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.Zero, await ClockWatch.Look(connection, TestContext.Current.CancellationToken));
    }
}
