namespace ResponsibilityGrid;

/// <summary>Where the ledger stands, for those who watch.</summary>
internal sealed partial class UnitGrain
{
    // On the machine's own count of time.
    private long? _unreachedSince;
    private long? _unheardSince;

    private void Note(Standing standing)
    {
        var isReached = standing.Children.All(child => child.BriefStamp == standing.Page.Below.Stamp);
        _unreachedSince = isReached ? null : _unreachedSince ?? Environment.TickCount64;
        // The root's numbers have nobody above to take them.
        gauges.Note(Grid, Code, new Pulse(standing.Sum.Settled, _unreachedSince, Code == Grid ? null : _unheardSince));
    }
}
