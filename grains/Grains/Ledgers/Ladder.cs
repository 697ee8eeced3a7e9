namespace ResponsibilityGrid;

/// <summary>Who was reminded when: read off a ledger's records, and no item's row is written for it.</summary>
internal sealed class Ladder(IReadOnlyList<Reminder> records)
{
    private readonly ILookup<(string List, DateOnly DueOn), Reminder> _records = records.ToLookup(r => (r.List, r.DueOn));

    public static Ladder Empty { get; } = new([]);

    /// <summary>The reminders that an item was given: on each rung the first one after it came to be due on that day, while it was open.</summary>
    public List<Reminder> Of(Row row)
    {
        var dates = row.Life?.Changes.Where(c => c.DueOn is not null).Select(c => c.DueOn!.Value).Append(row.Duty.DueOn).Distinct() ?? [row.Duty.DueOn];
        return
        [
            .. dates.SelectMany(due => _records[(row.Cascade.Version.List, due)])
                .Where(r => Concerns(r, row) && WasOpen(row, r))
                .GroupBy(r => (r.DueOn, r.Rung)).Select(rung => rung.MinBy(r => r.At)!).OrderBy(r => r.At),
        ];
    }

    /// <summary>The rung that a date has reached on a day, if any.</summary>
    public static Rung? RungOf(DateOnly dueOn, DateOnly today, int daysBefore) =>
        today > dueOn ? Rung.Overdue
        : today == dueOn ? Rung.DueDay
        : dueOn.DayNumber - today.DayNumber <= daysBefore ? Rung.Before
        : null;

    /// <summary>What is to be recorded on a day, so that every open item has been reminded on the rung that it has reached.</summary>
    public List<Reminder> Missing(IEnumerable<Row> rows, DateOnly today, int daysBefore, DateTimeOffset now) =>
    [
        .. from row in rows
           where row.Seat is not null && row.State.IsOpen()
           let rung = RungOf(row.DueOn, today, daysBefore)
           where rung is not null && !Of(row).Exists(r => r.DueOn == row.DueOn && r.Rung == rung)
           group row by (row.Cascade.Version.List, row.DueOn, rung.Value) into due
           orderby due.Key
           select new Reminder { List = due.Key.List, DueOn = due.Key.DueOn, Rung = due.Key.Value, On = today, At = now },
    ];

    /// <summary>Whether its own people moved, and if so whether somebody had to remind them. Whoever rests for as many days as the ladder begins before the due date is dormant again.</summary>
    public ItemActivity ActivityOf(Row row, DateOnly today, int daysBefore)
    {
        var life = row.Turn is null ? null : row.Life;
        var isOnLadder = RungOf(row.DueOn, today, daysBefore) is not null;
        var isTheirs = row.State is ItemState.Pending or ItemState.Accepted or ItemState.InProgress or ItemState.Returned;
        if (isTheirs && isOnLadder && Rests(life?.LastMoved)) return ItemActivity.Dormant;
        if (life?.Moved is not { } moved) return row.State.IsOpen() && isOnLadder ? ItemActivity.Dormant : ItemActivity.None;
        return life.Reminded < moved || Of(row).Exists(r => r.At < moved) ? ItemActivity.Prompted : ItemActivity.ByItself;

        bool Rests(DateTimeOffset? last) => last is not { } then || today.DayNumber - row.Cascade.Outline.Settings.DateAt(then).DayNumber >= daysBefore;
    }

    /// <summary>What the reminders of a ledger have to say of posts that go to another one or are taken over there, and of those that they took over.</summary>
    public static List<Reminder> OfPosts(IEnumerable<Reminder> records, IEnumerable<string> posts, Outline outline)
    {
        List<string> all = [.. posts.SelectMany(post => outline.Predecessors(post).Prepend(post)).Order(StringComparer.Ordinal)];
        return
        [
            .. from record in records
               let given = all.FindAll(post => record.Posts is { } those ? those.Contains(post) : outline.CameOn(post) <= record.On)
               where given.Count > 0
               select record with { Posts = given },
        ];
    }

    /// <summary>A record of the whole ledger counts for what stood in it; one that came along, for the posts that it came with.</summary>
    private static bool Concerns(Reminder reminder, Row row) =>
        reminder.Posts is { } posts ? posts.Contains(row.PostCode)
        : row.Seat is null || (row.Cascade.Outline.CameOn(row.PostCode) <= reminder.On && (row.Of is not null || row.Seat.Post.Span.From <= reminder.On));

    private static bool WasOpen(Row row, Reminder reminder)
    {
        var then = row.Life?.Changes.FindLast(c => c.At <= reminder.At);
        if (then is null || then.Under < row.Duty.ChangedIn) return row.Life?.Charge is null && row.Duty.DueOn == reminder.DueOn && row.Cascade.PushedAt(row.Duty) <= reminder.At;
        return then.State.IsOpen() && (then.DueOn ?? row.Duty.DueOn) == reminder.DueOn;
    }
}
