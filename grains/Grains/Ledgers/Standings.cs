using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>
/// What the ledgers on this silo answer from just now. An activation shows its standing for as long as it would answer from
/// it and takes it back in the turn in which anything changes, so that who reads it here reads what a call would have said.
/// </summary>
internal sealed class Standings
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Standing> _shown = new();

    public void Show(string grid, string unit, Standing standing) => _shown[(grid, unit)] = standing;

    /// <summary>Takes back this standing, and none that another activation shows meanwhile.</summary>
    public void Withdraw(string grid, string unit, Standing standing) => _shown.TryRemove(KeyValuePair.Create((grid, unit), standing));

    /// <summary>The standing of a unit on a day; none where the unit lives elsewhere, is being changed, or has not seen the day yet: it is then asked.</summary>
    public Standing? Find(string grid, string unit, DateOnly today) =>
        _shown.TryGetValue((grid, unit), out var standing) && standing.Page.Outline.At.AsOf == today ? standing : null;
}
