namespace ResponsibilityGrid;

/// <summary>What may be recorded of a unit, and how it reads at a moment.</summary>
internal static partial class UnitRules
{
    /// <summary>The state with the facts taken in, and how many were new or changed.</summary>
    public static (UnitState Next, int Changes) Record(UnitState state, UnitFacts facts, DateTimeOffset now, FactScene? against = null)
    {
        var scene = against ?? new();
        var (next, changes) = Taken(state, facts, now, scene.Structure.Settings);
        return changes == 0 ? (state, 0)
            : FactRules.Check(state, next, facts, scene, now).FirstOrDefault() is { } refused ? throw refused.Why
            : (next, changes);
    }

    /// <summary>What the facts would do, which of them would be refused, and what would then still stand that they do not mention. What sits at a closed post, or hangs on one, is not missed.</summary>
    public static UnitDifference Compare(UnitState state, UnitFacts facts, DateTimeOffset now, FactScene scene)
    {
        var structure = scene.Structure;
        var (next, changes) = Taken(state, facts, now, structure.Settings);
        var today = structure.Settings.DateAt(now);
        return new UnitDifference
        {
            Changes = changes,
            Refused = changes == 0 ? [] : [.. FactRules.Check(state, next, facts, scene, now).Select(fact => fact.Told())],
            Absent =
            [
                .. Missing(next.Fills.FindAll(f => !next.HasLeft(f.Post) && !StructureRules.IsClosed(structure, f.Post, today)), facts.Fills, f => $"任职 {f.Post} {f.Person} {f.Span.From:yyyy-MM-dd}", f => f.Span),
                .. Missing(next.Links.FindAll(l => !next.HasLeft(l.Target) && !StructureRules.IsClosed(structure, l.Target, today) && !StructureRules.IsClosed(structure, l.Subject, today)), facts.Links, l => $"关系 {l.Subject} {l.Target} {l.Span.From:yyyy-MM-dd}", l => l.Span),
            ],
            PostsAbsent = [.. Missing(next.Posts.FindAll(p => p.Span.To is null && !next.HasLeft(p.Code)), facts.Posts, p => p.Code, p => p.Span)],
            ResidentsAbsent = [.. Missing(next.Residents.FindAll(r => r.Span.To is null), facts.Residents, r => r.Person, r => r.Span)],
        };
    }

    /// <summary>Whether somebody would leave a post by the facts, today or later.</summary>
    public static bool IsLeft(UnitState state, UnitFacts facts, DateTimeOffset now, GridSettings settings) =>
        LeavingRules.Leavers(state, Taken(state, facts, now, settings).Next, settings.DateAt(now)).Any();

    /// <summary>The facts merged into the state, whatever a rule says of them.</summary>
    private static (UnitState Next, int Changes) Taken(UnitState state, UnitFacts facts, DateTimeOffset now, GridSettings settings)
    {
        var posts = Facts.Merge(state.Posts, Facts.Dated(state.Posts, facts.Posts, p => p.Code, p => p.Span, (p, s) => p with { Span = s }), p => p.Code, p => p.Span, (p, s) => p with { Span = s }, now);
        var fills = Facts.Merge(state.Fills, FillRules.Reasoned(state, facts.Fills), f => (f.Post, f.Person, f.Kind, f.Span.From), f => f.Span, (f, s) => f with { Span = s }, now, facts.Whole ? Corrects : null);
        var links = Facts.Merge(state.Links, LinkRules.Papered(state, facts.Links), l => (l.Kind, l.Subject, l.Target, l.Span.From), l => l.Span, (l, s) => l with { Span = s }, now, facts.Whole ? Redates : null);
        var residents = Facts.Merge(state.Residents, Facts.Dated(state.Residents, facts.Residents, r => r.Person, r => r.Span, (r, s) => r with { Span = s }), r => r.Person, r => r.Span, (r, s) => r with { Span = s }, now);
        var changes = posts.Changes + fills.Changes + links.Changes + residents.Changes;
        if (changes == 0) return (state, 0);

        var next = state with
        {
            Version = state.Version + 1,
            Posts = posts.All,
            Fills = fills.All,
            Links = links.All,
            Residents = residents.All,
            // Also whoever a correction took off a post.
            Outbox = [.. state.Outbox.Concat(fills.All.Except(state.Fills).Select(f => f.Person)).Concat(residents.All.Except(state.Residents).Select(r => r.Person)).Distinct()],
        };
        return (next with { Entries = [.. state.Entries, .. ImportRules.Told(state, next, facts, now, settings)] }, changes);
    }

    /// <summary>The unit as it was at a moment, as far as it was known. A post that sits elsewhere by then is not among its seats.</summary>
    public static UnitSheet SheetAt(string unit, UnitState state, Moment at, Outline outline)
    {
        var settings = outline.Settings;
        var fills = state.Fills.Where(f => f.Span.KnownAt(at.KnownAt)).ToLookup(f => f.Post);
        // Also what was closed before closing ended links.
        var links = state.Links.Where(l => l.Span.Holds(at) && !outline.HasEnded(l.Subject) && !outline.HasEnded(l.Target)).Select(l => l with { Version = LinkRules.VersionOf(state.Links, l, at.KnownAt) }).ToList();
        var versions = state.Entries.Concat(state.Brought).Where(e => e.IsOfSeat() && e.Recorded <= at.KnownAt).CountBy(e => e.Subject ?? "").ToDictionary();
        return new UnitSheet
        {
            Unit = unit,
            Version = state.Version,
            Seats = [.. state.Posts.Where(p => p.Span.Holds(at) && outline.Post(p.Code)?.Unit == unit).OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => SeatOf(p, fills[p.Code], at, settings) with { Version = versions.GetValueOrDefault(p.Code) })],
            Links = links,
            Stationed = [.. state.Links.Where(l => l.Kind == LinkKind.StationedAt && l.Span.KnownAt(at.KnownAt))],
            Residents = state.Residents.Count(r => r.Span.Holds(at)),
            ChangesOn = NextChange(state, at, settings),
        };
    }

    /// <summary>Acting cover answers for so many days, its first day included.</summary>
    public static bool Answers(Fill fill, DateOnly day, GridSettings settings) =>
        fill.Kind == FillKind.Holder || day.DayNumber - fill.Span.From.DayNumber < settings.ActingLimitDays;

    /// <summary>Why nobody answers on a post, by who sits there and whether somebody did before; nothing where somebody does.</summary>
    public static GapReason? GapOf(List<Fill> holders, bool hadHolder, DateOnly day, GridSettings settings) => holders switch
    {
        [] when hadHolder => GapReason.HolderLeft,
        [] => GapReason.PostVacant,
        _ when !holders.Exists(f => Answers(f, day, settings)) => GapReason.ActingPastLimit,
        _ => null,
    };

    /// <summary>Acting cover that nobody holds the post beside, and that ends or reaches its limit within the days of notice.</summary>
    public static IEnumerable<Cover> RunningOut(UnitSheet sheet, Outline outline) =>
        from seat in sheet.Seats
        where seat.Gap is null && seat.Holders.TrueForAll(f => f.Kind == FillKind.Acting)
        let last = seat.Holders.Max(f => LastDay(f, outline.Settings))
        where last.DayNumber - outline.At.AsOf.DayNumber <= outline.Settings.CoverNoticeDays
        select new Cover(sheet.Unit, seat.Post, seat.Holders.MaxBy(f => LastDay(f, outline.Settings))!, last);

    private static DateOnly LastDay(Fill cover, GridSettings settings)
    {
        var limit = cover.Span.From.AddDays(settings.ActingLimitDays - 1);
        return cover.Span.To is { } end && end < limit ? end : limit;
    }

    /// <summary>The same seat in the same manner, by the same person or from the same day.</summary>
    private static bool Corrects(Fill known, Fill given) =>
        known.Post == given.Post && known.Kind == given.Kind && (known.Person == given.Person || known.Span.From == given.Span.From);

    /// <summary>The same link from another day.</summary>
    private static bool Redates(Link known, Link given) =>
        (known.Kind, known.Subject, known.Target) == (given.Kind, given.Subject, given.Target);

    private static Seat SeatOf(Post post, IEnumerable<Fill> known, Moment at, GridSettings settings)
    {
        var fills = known.ToList();
        var holders = fills.Where(f => f.Span.Covers(at.AsOf)).OrderBy(f => f.Kind).ThenBy(f => f.Span.From).ThenBy(f => f.Person, StringComparer.Ordinal).ToList();
        return new Seat { Post = post, Holders = holders, Gap = GapOf(holders, fills.Any(f => f.Span.To < at.AsOf), at.AsOf, settings) };
    }

    private static DateOnly? NextChange(UnitState state, Moment at, GridSettings settings)
    {
        var spans = state.Posts.Select(p => p.Span).Concat(state.Links.Select(l => l.Span)).Concat(state.Residents.Select(r => r.Span)).Concat(state.Fills.Select(f => f.Span));
        var turns = spans.Where(s => s.KnownAt(at.KnownAt)).SelectMany<Span, DateOnly?>(s => [s.From, s.To?.AddDays(1)]);
        var limits = state.Fills.Where(f => f.Kind == FillKind.Acting && f.Span.KnownAt(at.KnownAt)).Select(f => (DateOnly?)f.Span.From.AddDays(settings.ActingLimitDays));
        return turns.Concat(limits).Where(day => day > at.AsOf).Min();
    }

    /// <summary>Holders and covers apart, and shared holders left out: nobody beside another on any day.</summary>
    public static void CheckSoleHolders(UnitState next, HashSet<string> touched)
    {
        if (Overlaps(next, touched).FirstOrDefault() is { Why: { } why }) throw why;
    }

    /// <summary>Every two who would sit on one post on one day, where only one may.</summary>
    public static IEnumerable<(Fill Earlier, Fill Later, GridRuleException Why)> Overlaps(UnitState next, HashSet<string> touched)
    {
        foreach (var post in next.Fills.Where(f => touched.Contains(f.Post) && f.Span.Superseded is null && !IsShared(f)).GroupBy(f => (f.Post, f.Kind)))
        {
            Fill? before = null;
            foreach (var fill in post.OrderBy(f => f.Span.From))
            {
                if (before is not null && (before.Span.To is null || fill.Span.From <= before.Span.To))
                    yield return (before, fill, NotVacant(before, fill));
                before = before is { Span.To: null } || (before?.Span.To is { } end && fill.Span.To is { } to && to < end) ? before : fill;
            }
        }
    }

    private static GridRuleException NotVacant(Fill before, Fill fill) => fill.Kind == FillKind.Acting
        ? new(Rule.PostNotVacant,
            $"岗位“{fill.Post}”自 {fill.Span.From:yyyy-MM-dd} 起已由“{before.Name}”代理，同一岗位同一天只能由一人代理；请先终止该项代理，或改写起始日期。",
            $"Post \"{fill.Post}\" is already covered on {fill.Span.From:yyyy-MM-dd}; one post has one cover on one day.",
            "post")
        : new(Rule.PostNotVacant,
            $"岗位“{fill.Post}”自 {fill.Span.From:yyyy-MM-dd} 起已有“{before.Name}”，同一岗位同一天只能由一人单独任职；请先办理离任，或注明共同任职。",
            $"Post \"{fill.Post}\" is already held on {fill.Span.From:yyyy-MM-dd}; one post has one sole holder on one day.",
            "post");

    /// <summary>The mark is for holders: a cover is there because one person is away.</summary>
    private static bool IsShared(Fill fill) => fill.Shared && fill.Kind == FillKind.Holder;

    private static IEnumerable<string> Missing<T>(List<T> known, List<T> given, Func<T, string> key, Func<T, Span> span)
    {
        var mentioned = given.Select(key).ToHashSet();
        return known.Where(k => span(k).Superseded is null && !mentioned.Contains(key(k))).Select(key);
    }
}
