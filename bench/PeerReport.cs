namespace ResponsibilityGrid.Bench;

/// <summary>How many times the peer's rate ours is, both of one run.</summary>
internal static class PeerReport
{
    public static void Print(SuiteResult result)
    {
        var table = new Table("against the peer of the same run", "ours /s", "peer /s", "median ms", "p99 ms", "failed", "times", "promised", "");
        foreach (var one in result.Compared) Add(one.Operation.Name, one.Grid, one.Peer, one.Operation.Promise);
        Add(Report.FirstTouch, result.Writes?.FirstTouch, result.Writes?.Peer?.FirstTouch, Promise.FirstTouch);
        Add(Report.Progress, result.Writes?.Report, result.Writes?.Peer?.Report, Promise.Report);
        if (!table.IsEmpty) table.Print();

        void Add(string name, Measure? ours, Measure? peer, Promise? promise)
        {
            if (ours is null || peer is null) return;
            var times = ours.Rate / peer.Rate;
            // Promised on the benchmark grid.
            var least = result.Grid.Scale == 1 ? promise?.Times : null;
            table.Add(name, $"{ours.Rate:N0}", $"{peer.Rate:N0}", $"{peer.Median.TotalMilliseconds:0.00}", $"{peer.P99.TotalMilliseconds:0.00}", $"{peer.Failures}", $"{times:0.0}",
                least is null ? Report.Unpromised : $">= {least}", least is null ? Report.Unpromised : Report.Verdict(times >= least));
        }
    }
}
