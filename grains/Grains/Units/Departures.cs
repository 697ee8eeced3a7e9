namespace ResponsibilityGrid;

/// <summary>Posts and persons that sit in another unit by now. The record keeps them, as what was held for true until today.</summary>
internal static class Departures
{
    /// <summary>The state without them, and how many facts that ended.</summary>
    public static (UnitState Kept, int Ended) LetGo(UnitState state, UnitFacts facts, DateTimeOffset now)
    {
        if (facts.PostsGone.Count + facts.ResidentsGone.Count == 0) return (state, 0);

        var ended = 0;
        var kept = state with
        {
            Posts = End(state.Posts, facts.PostsGone, p => p.Code, p => p.Span, (p, s) => p with { Span = s }),
            Fills = End(state.Fills, facts.PostsGone, f => f.Post, f => f.Span, (f, s) => f with { Span = s }),
            Links = End(state.Links, facts.PostsGone, l => l.Target, l => l.Span, (l, s) => l with { Span = s }),
            Residents = End(state.Residents, facts.ResidentsGone, r => r.Person, r => r.Span, (r, s) => r with { Span = s }),
        };
        return (kept, ended);

        List<T> End<T>(List<T> known, List<string> gone, Func<T, string> code, Func<T, Span> span, Func<T, Span, T> with) => [.. known.Select(fact =>
        {
            if (span(fact).Superseded is not null || !gone.Contains(code(fact))) return fact;
            ended++;
            return with(fact, span(fact) with { Superseded = now });
        })];
    }
}
