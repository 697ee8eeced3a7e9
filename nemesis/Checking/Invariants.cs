namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>Which promise is broken by what.</summary>
internal static class Invariants
{
    /// <summary>Every promise that something wrong can break.</summary>
    public static IEnumerable<string> All => Enum.GetValues<Wrong>().Select(Of).Distinct().OrderBy(name => int.Parse(name[1..]));

    public static string Of(Wrong wrong) => wrong switch
    {
        Wrong.Lost => "I1",
        Wrong.Doubled => "I2",
        Wrong.Orphaned => "I3",
        Wrong.Miscounted => "I4",
        Wrong.AppliedThoughRefused or Wrong.Overtaken or Wrong.TwoHolders => "I5",
        Wrong.OutOfOrder or Wrong.Misindexed => "I6",
        Wrong.NotQuiet or Wrong.Away => "I9",
        Wrong.Miswritten => "I10",
        Wrong.AnsweredTwice or Wrong.Unanswered => "I12",
        Wrong.UnknownCode or Wrong.Hung => "I14",
        Wrong.Unowned => "I15",
        Wrong.Altered => "I16",
        _ => throw new ArgumentOutOfRangeException(nameof(wrong), wrong, null),
    };
}
