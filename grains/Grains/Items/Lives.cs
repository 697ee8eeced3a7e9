namespace ResponsibilityGrid;

/// <summary>Where an item stands: a pure function of its life and of the version in which its duty last changed.</summary>
internal static class Lives
{
    /// <summary>The last turn, whatever became of the duty since; seen from a moment or from now.</summary>
    public static LifeChange? Last(ItemLife? life, Moment? at) => life?.Changes.FindLast(c => at is not { } moment || (c.On <= moment.AsOf && c.At <= moment.KnownAt));

    /// <summary>The turn that counts now; none where the item waits to be accepted, for the first time or anew.</summary>
    public static LifeChange? Now(ItemLife? life, Duty duty) => At(life, duty, null);

    /// <summary>The turn that counted at a moment.</summary>
    public static LifeChange? At(ItemLife? life, Duty duty, Moment? at) => Last(life, at) is { } last && last.Under >= duty.ChangedIn ? last : null;

    /// <summary>
    /// The life as it counted at a moment, as far as it tells by itself: what came later is left out. Between two turns the number of
    /// commands, the progress and the last step are in the history alone; <see cref="IsAhead"/> tells where.
    /// </summary>
    public static ItemLife Then(ItemLife life, Moment at, GridSettings settings)
    {
        if (!IsAhead(life, at, settings)) return life;
        var then = life with
        {
            Changes = life.Changes.FindAll(c => c.On <= at.AsOf && c.At <= at.KnownAt),
            Moved = IsBy(life.Moved, at, settings) ? life.Moved : null,
            Reminded = IsBy(life.Reminded, at, settings) ? life.Reminded : null,
        };
        // Whatever counts as a command the first time is a turn.
        return then.Changes.Count > 0 ? then : then with { Version = 0, Percent = null, LastMoved = null };
    }

    /// <summary>Whether anything came after a moment that changed where the item stands or what its people did.</summary>
    public static bool IsAhead(ItemLife life, Moment at, GridSettings settings) =>
        !IsBy(life.LastMoved, at, settings) || !IsBy(life.Reminded, at, settings) || !life.Changes.TrueForAll(c => IsBy(c.At, at, settings))
        || !life.Assists.TrueForAll(a => IsBy(a.Span.Recorded, at, settings) && IsBy(a.Span.Superseded, at, settings));

    /// <summary>The life right after the last of some entries, of which none is left out.</summary>
    public static ItemLife After(ItemLife life, IReadOnlyList<Entry> entries)
    {
        if (entries is not [.., var last]) return life;
        var moves = entries.Where(e => ItemRules.Moves(e.Act)).ToList();
        return life with
        {
            Version = last.Version,
            Percent = last.Percent,
            Changes = life.Changes.FindAll(c => c.At <= last.Recorded),
            Moved = life.Moved <= last.Recorded ? life.Moved : null,
            LastMoved = moves is [.., var move] ? move.Recorded : null,
            Reminded = life.Reminded <= last.Recorded ? life.Reminded : null,
            Assists = [.. life.Assists.Where(a => a.Span.Recorded <= last.Recorded).Select(a => a.Span.Superseded > last.Recorded ? a with { Span = a.Span with { Superseded = null } } : a)],
        };
    }

    /// <summary>The part of a history that had come true and was known at a moment, by the turns that counted then.</summary>
    public static List<Entry> Until(IEnumerable<Entry> history, ItemLife life, Moment at)
    {
        var turn = Last(life, at);
        return [.. history.TakeWhile(e => e.Recorded <= at.KnownAt && (e.Recorded <= turn?.At || e.On <= at.AsOf))];
    }

    /// <summary>Whether more than steps can be read in its row and log: reports, or what was made from it.</summary>
    public static bool HasWords(ItemLife life) => life.Children > 0 || life.Changes.Exists(c => c.State == ItemState.InProgress);

    private static bool IsBy(DateTimeOffset? instant, Moment at, GridSettings settings) => instant is not { } then || (then <= at.KnownAt && settings.DateAt(then) <= at.AsOf);

    /// <summary>Whether a child was there at a moment.</summary>
    public static bool Existed(ItemLife child, Moment at) => child.Changes.Exists(c => c.On <= at.AsOf && c.At <= at.KnownAt);

    /// <summary>The duty in the child's own words; the rest is that of the list.</summary>
    public static Duty DutyOf(Charge charge, Duty origin) => origin with
    {
        Code = charge.Key.Duty,
        Title = charge.Title,
        Standard = charge.Measure,
        Evidence = charge.Evidence,
        DueOn = charge.DueOn,
        Refines = charge.Parent.Duty,
    };
}
