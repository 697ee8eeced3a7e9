using System.Diagnostics;
using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Faults;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>From rounds of questions it follows how long a fault kept anybody from an answer, and whether that is too long.</summary>
public sealed class RoundsTests
{
    [Fact]
    public void Everything_answers_from_the_first_round_on_behind_which_none_fails()
    {
        Round[] rounds = [Good(0, 1), Bad(4, 9), Good(9, 10), Bad(10, 11), Good(11, 12), Good(12, 13)];

        Assert.Equal(7, Seconds(rounds, blow: 5));
    }

    [Fact]
    public void A_round_that_was_kept_waiting_counts_with_its_wait() => Assert.Equal(9, Seconds([Good(4, 5), Good(6, 14), Good(14, 15)], blow: 5));

    [Fact]
    public void Whoever_asked_before_the_blow_says_nothing_of_it() => Assert.Null(Seconds([Good(0, 1), Good(4, 6)], blow: 5));

    [Fact]
    public void While_the_last_round_fails_nothing_has_recovered() => Assert.Null(Seconds([Good(6, 7), Bad(7, 8)], blow: 5));

    [Theory]
    [InlineData(14.9, false)]
    [InlineData(15.1, true)]
    [InlineData(null, true)]
    public void Later_than_its_patience_is_a_violation(double? recovery, bool isLate) =>
        Assert.Equal(isLate, Rounds.Late("SiloKilled", recovery is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TimeSpan.FromSeconds(15), [Bad(0, 1)]).Any(v => v.Kind is Wrong.Away));

    [Fact]
    public void A_kill_has_fifteen_seconds_and_a_freeze_or_a_cut_thirty_from_the_blow()
    {
        IFault[] kills = [new SiloKilled(), new SiloKilledInCascade(0, 30)], cuts = [new SiloSuspended(), new SilosCutOff(), new SilosCutOneWay(), new SiloIsolated(), new SiloForsaken(), new GatewaysCutOff()];

        Assert.All(kills, kill => Assert.Equal((TimeSpan.FromSeconds(15), false), (kill.Patience, kill.CountsFromItsEnd)));
        Assert.All(cuts, cut => Assert.Equal((TimeSpan.FromSeconds(30), false), (cut.Patience, cut.CountsFromItsEnd)));
    }

    [Fact]
    public void A_rolling_restart_fails_with_the_first_request_that_was_not_answered()
    {
        Assert.Empty(RollingRestart.Failed([("REFUSED", "reportItem"), ("CONFLICT", "appoint")]));
        Assert.Equal(["2 × UNAVAILABLE for reportItem", "1 × NO_ANSWER for item"], RollingRestart.Failed([("UNAVAILABLE", "reportItem"), ("NO_ANSWER", "item"), ("UNAVAILABLE", "reportItem"), ("REFUSED", "appoint")]));
    }

    private static double? Seconds(Round[] rounds, int blow) => Rounds.Recovery(rounds, Ticks(blow))?.TotalSeconds;

    private static Round Good(int began, int ended) => new(Ticks(began), Ticks(ended), null);

    private static Round Bad(int began, int ended) => new(Ticks(began), Ticks(ended), "UNAVAILABLE");

    private static long Ticks(int seconds) => seconds * Stopwatch.Frequency;
}
