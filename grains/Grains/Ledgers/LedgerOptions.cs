namespace ResponsibilityGrid;

/// <summary>How a ledger behaves on this silo.</summary>
/// <param name="SureAfter">
/// How long after its activation a ledger looks again at its items' rows, and calls itself settled: a command that an earlier activation sent to
/// an item may still be on its way, for one response timeout. Zero where there is no other silo.
/// </param>
public sealed record LedgerOptions(TimeSpan SureAfter)
{
    /// <summary>For a cluster with the default response timeout.</summary>
    public LedgerOptions() : this(TimeSpan.FromSeconds(10)) { }
}
