using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>
/// What the ledgers on this silo answer from just now. An activation shows its page and its standing for as long as it would answer
/// from them and takes them back in the turn in which anything changes, so that who reads them here reads what a call would have said.
/// </summary>
internal sealed class Standings
{
    private readonly ConcurrentDictionary<(string Grid, string Unit), Page> _pages = new();
    private readonly ConcurrentDictionary<(string Grid, string Unit), Standing> _standings = new();

    public void Show(string grid, string unit, Page page) => _pages[(grid, unit)] = page;

    public void Show(string grid, string unit, Standing standing) => _standings[(grid, unit)] = standing;

    /// <summary>Takes back this page, and none that another activation shows meanwhile.</summary>
    public void Withdraw(string grid, string unit, Page page) => _pages.TryRemove(KeyValuePair.Create((grid, unit), page));

    /// <inheritdoc cref="Withdraw(string, string, Page)"/>
    public void Withdraw(string grid, string unit, Standing standing) => _standings.TryRemove(KeyValuePair.Create((grid, unit), standing));

    /// <summary>The page of a unit on a day; none where the unit lives elsewhere, is being changed, or has not seen the day yet: it is then asked.</summary>
    public Page? PageOf(string grid, string unit, DateOnly today) =>
        _pages.TryGetValue((grid, unit), out var page) && page.Outline.At.AsOf == today ? page : null;

    /// <summary>The same with the numbers of those below; none while one of them changes, either.</summary>
    public Standing? Find(string grid, string unit, DateOnly today) =>
        _standings.TryGetValue((grid, unit), out var standing) && standing.Page.Outline.At.AsOf == today ? standing : null;
}
