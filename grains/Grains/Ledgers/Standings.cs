using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>
/// What the ledgers on this silo answer from just now. An activation shows its page and its standing for as long as it would answer
/// from them and takes them back in the turn in which anything changes, so that who reads them here reads what a call would have said.
/// </summary>
internal sealed class Standings
{
    /// <summary>What units' own rows read.</summary>
    public Board<Page> Pages { get; } = new(page => page.Outline);

    /// <summary>The same with the numbers of those below; none while one of them changes, either.</summary>
    public Board<Standing> Subtrees { get; } = new(standing => standing.Page.Outline);

    internal sealed class Board<T>(Func<T, Outline> outlineOf) where T : class
    {
        private readonly ConcurrentDictionary<(string Grid, string Unit), T> _shown = new();

        /// <summary>Shows what an activation answers from now, or takes back what it showed before, and nothing that another activation shows meanwhile.</summary>
        public T? Put(string grid, string unit, T? before, T? now)
        {
            if (now is not null) _shown[(grid, unit)] = now;
            else if (before is not null) _shown.TryRemove(KeyValuePair.Create((grid, unit), before));
            return now;
        }

        /// <summary>What a unit shows of a day; nothing where it lives elsewhere, is being changed, or has not seen the day yet: it is then asked.</summary>
        public T? Find(string grid, string unit, DateOnly today) =>
            _shown.TryGetValue((grid, unit), out var shown) && outlineOf(shown).At.AsOf == today ? shown : null;
    }
}
