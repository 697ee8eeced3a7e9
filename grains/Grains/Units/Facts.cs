namespace ResponsibilityGrid;

/// <summary>Taking dated facts on record.</summary>
internal static class Facts
{
    /// <summary>What is said without a date keeps the dates on record; nobody said that they were wrong.</summary>
    public static List<T> Dated<T>(List<T> known, List<T> given, Func<T, string> key, Func<T, Span> span, Func<T, Span, T> with) where T : class
    {
        var standing = known.Where(k => span(k).Superseded is null).OrderBy(k => span(k).To is null).GroupBy(key).ToDictionary(g => g.Key, g => span(g.Last()));
        return [.. given.Select(g => span(g) is { From: var from, To: null } && from == DateOnly.MinValue && standing.TryGetValue(key(g), out var found)
            ? with(g, span(g) with { From = found.From, To = found.To })
            : g)];
    }

    /// <summary>
    /// Adds what is new and supersedes what reads differently; a fact that says the same, whenever it was recorded, changes nothing.
    /// A correction is known from now on, so that the grid still tells what it held for true before.
    /// </summary>
    public static (List<T> All, int Changes) Merge<T, TKey>(
        List<T> known, List<T> given, Func<T, TKey> key, Func<T, Span> span, Func<T, Span, T> with, DateTimeOffset now,
        Func<T, T, bool>? corrects = null)
        where T : class
        where TKey : notnull
    {
        var standing = new Dictionary<TKey, int>();
        for (var i = 0; i < known.Count; i++)
            if (span(known[i]).Superseded is null) standing[key(known[i])] = i;

        var mentioned = given.Select(key).ToHashSet();
        List<T>? all = null;
        var changes = 0;
        foreach (var fact in given)
        {
            var found = standing.TryGetValue(key(fact), out var place);
            if (!found && corrects is not null)
            {
                place = (all ?? known).FindIndex(k => span(k).Superseded is null && !mentioned.Contains(key(k)) && corrects(k, fact));
                found = place >= 0;
            }

            if (found && Same(fact, (all ?? known)[place]))
                continue;

            all ??= [.. known];
            changes++;
            if (found)
            {
                all[place] = with(all[place], span(all[place]) with { Superseded = now });
                all.Add(with(fact, span(fact) with { Recorded = now }));
            }
            else
            {
                // Nobody knows a thing before learning it.
                all.Add(span(fact).Recorded > now ? with(fact, span(fact) with { Recorded = now }) : fact);
            }

            standing[key(fact)] = all.Count - 1;
        }

        return (all ?? known, changes);

        bool Same(T one, T other) => TrueWhen(one).Equals(TrueWhen(other));

        T TrueWhen(T fact) => with(fact, new Span { From = span(fact).From, To = span(fact).To });
    }
}
