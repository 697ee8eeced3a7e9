using CsCheck;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class RetryRulesTests
{
    private static readonly TimeSpan Limit = Retries.Limit;
    private static readonly TimeoutException Lost = new();

    [Fact]
    public void Pauses_double_up_to_a_second_and_no_two_callers_wait_equally_long()
    {
        Assert.Equal([100, 200, 400, 800, 1000, 1000], Enumerable.Range(1, 6).Select(tries => Pause(tries, share: 1)!.Value.TotalMilliseconds));
        Assert.Equal([50, 100, 200, 400, 500, 500], Enumerable.Range(1, 6).Select(tries => Pause(tries, share: 0)!.Value.TotalMilliseconds));
    }

    [Fact]
    public void No_try_begins_after_the_limit() =>
        Gen.Select(Gen.Int[1, 200], Gen.Double[0, 20], Gen.Double[0, 1]).Sample((tries, elapsed, share) =>
            RetryRules.Pause(Lost, tries, TimeSpan.FromSeconds(elapsed), Limit, share) is not { } pause || TimeSpan.FromSeconds(elapsed) + pause <= Limit);

    [Fact]
    public void A_call_that_fails_at_once_each_time_is_tried_some_twenty_times()
    {
        var (elapsed, tries) = (TimeSpan.Zero, 1);
        while (RetryRules.Pause(Lost, tries, elapsed, Limit, share: 0.5) is { } pause) (elapsed, tries) = (elapsed + pause, tries + 1);

        Assert.InRange(tries, 18, 26);
    }

    [Fact]
    public void A_call_that_never_answers_is_tried_until_the_operations_own_time_is_nearly_over()
    {
        Assert.Equal((3, 2), (Tries(GridSilo.AskTimeout), Tries(GridSilo.CallTimeout)));

        static int Tries(TimeSpan timeout)
        {
            var (elapsed, tries) = (timeout, 1);
            while (RetryRules.Pause(Lost, tries, elapsed, Limit, share: 0.5) is { } pause) (elapsed, tries) = (elapsed + pause + timeout, tries + 1);
            Assert.True(elapsed < new GraphQLLimits().Timeout);
            return tries;
        }
    }

    [Fact]
    public void Refusals_and_defects_are_not_tried_again()
    {
        Exception[] final = [GridRuleException.NotFound("单位", "1"), GridRuleException.Stale(1, 2), new InvalidOperationException(), new OperationCanceledException()];

        Assert.All(final, failure => Assert.Null(RetryRules.Pause(failure, 1, TimeSpan.Zero, Limit, 0)));
    }

    private static TimeSpan? Pause(int tries, double share) => RetryRules.Pause(Lost, tries, TimeSpan.Zero, Limit, share);
}
