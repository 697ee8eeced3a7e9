using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>Nobody was seen to be declared dead less than 3.3 seconds after they were cut off; after three seconds without a probe nothing is certain any more.</summary>
public sealed class CertaintyTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Certainty certainty;

    public CertaintyTests() => certainty = new Certainty(clock);

    [Fact]
    public void Probes_every_two_seconds_are_enough_and_no_table_is_read()
    {
        for (var tick = 0; tick < 40; tick++)
        {
            clock.Advance(TimeSpan.FromSeconds(0.5));
            certainty.Heard(TimeSpan.FromSeconds(tick % 4 * 0.5));
            Assert.True(certainty is { IsGood: true, NeedsTable: false });
        }
    }

    [Fact]
    public void What_was_heard_counts_from_when_it_was_heard()
    {
        clock.Advance(TimeSpan.FromSeconds(2));
        certainty.Heard(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(certainty is { IsGood: true, NeedsTable: true });

        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(certainty.IsGood);
    }

    [Fact]
    public void A_late_probe_makes_nothing_good_and_the_table_does()
    {
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(certainty.IsGood);

        certainty.Heard(TimeSpan.Zero);
        Assert.False(certainty.IsGood);

        var asked = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(1));
        certainty.Read(asked);
        Assert.True(certainty.IsGood);
        // From when it was asked, not from when it answered.
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(certainty.IsGood);
    }

    [Fact]
    public void While_nobody_is_heard_the_table_is_read_again_and_again()
    {
        for (var tick = 0; tick < 40; tick++)
        {
            clock.Advance(TimeSpan.FromSeconds(0.5));
            if (certainty.NeedsTable) certainty.Read(clock.GetTimestamp());
            Assert.True(certainty.IsGood);
            Assert.Equal(tick >= 4, certainty.NeedsTable);
        }

        certainty.Heard(TimeSpan.Zero);
        Assert.False(certainty.NeedsTable);
    }

    [Fact]
    public void An_old_word_takes_nothing_away_from_a_newer_one()
    {
        var early = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(2));
        certainty.Heard(TimeSpan.Zero);

        certainty.Read(early);
        certainty.Heard(TimeSpan.FromSeconds(2.5));

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(certainty.IsGood);
    }
}
