using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>A run that spared the grid something proves nothing.</summary>
public sealed class VerdictTests
{
    private static readonly Verdict Proof = new(7, Kinds: 12, Faults: 12, Acknowledged: 900, Unknown: 3, TimeSpan.FromSeconds(9), []);

    [Fact]
    public void Every_kind_struck_and_nothing_is_wrong() => Assert.True(Proof.IsProof);

    [Fact]
    public void A_fault_that_was_left_out_fails_the_run() => Assert.False((Proof with { Faults = 11 }).IsProof);

    [Fact]
    public void Nobody_left_without_an_answer_means_that_nothing_was_broken() => Assert.False((Proof with { Unknown = 0 }).IsProof);

    [Fact]
    public void A_grid_that_took_nothing_has_lost_nothing_either() => Assert.False((Proof with { Acknowledged = 0 }).IsProof);

    [Theory]
    [InlineData(Wrong.Lost, "1 lost, 0 doubled, 0 otherwise wrong")]
    [InlineData(Wrong.Doubled, "0 lost, 1 doubled, 0 otherwise wrong")]
    [InlineData(Wrong.NotQuiet, "0 lost, 0 doubled, 1 otherwise wrong")]
    public void Whatever_is_wrong_fails_the_run_and_is_counted(object wrong, string said)
    {
        var verdict = Proof with { Violations = [new((Wrong)wrong, "seen")] };

        Assert.False(verdict.IsProof);
        Assert.Contains(said, $"{verdict}");
    }
}
