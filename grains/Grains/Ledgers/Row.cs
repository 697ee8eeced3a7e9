namespace ResponsibilityGrid;

/// <summary>An item, or a duty that lacks its post, in a ledger. What it shares with others it refers to.</summary>
internal sealed record Row(Cascade Cascade, Duty Duty, Seat? Seat, string Unit, int Level, int Depth, GapReason? Gap, string? BreaksAt)
{
    /// <summary>Its life, where somebody has touched it.</summary>
    public ItemLife? Life { get; init; }

    /// <summary>The turn of its life that counts; none where it waits to be accepted.</summary>
    public LifeChange? Turn { get; init; }

    /// <summary>What was done about it, by the day.</summary>
    public ItemActivity Activity { get; init; }

    /// <summary>Whether the history tells of its version, progress and last step at the moment asked for, and the life does not.</summary>
    public bool IsAhead { get; init; }

    /// <summary>The post whose item it is, where another one inherited it.</summary>
    public string? Of { get; init; }

    /// <summary>An item that nobody has touched waits to be accepted.</summary>
    public ItemState State => Turn?.State ?? ItemState.Pending;

    public DateOnly DueOn => Turn?.DueOn ?? Duty.DueOn;

    public string PostCode => Of ?? Seat?.Post.Code ?? "";

    /// <summary>The duty that it is counted by: of a child the one of the list at the top of it.</summary>
    public Duty Counted => Life?.Charge is { } charge ? Cascade.Find(charge.Origin.Duty) ?? Duty : Duty;

    /// <summary>Since when it waits to be accepted; none where it does not, or where there is nobody to accept it.</summary>
    private DateOnly? Since => State == ItemState.Pending && Seat is { Post.Span.From: var began } ? Turn?.On ?? (Cascade.PushedOn(Duty) is var pushed && pushed > began ? pushed : began) : null;

    public CellKey Key => new()
    {
        List = Cascade.Version.List,
        ListVersion = Cascade.Version.Number,
        Duty = Life?.Charge?.Origin.Duty ?? Duty.Code,
        Level = Level,
        Depth = Depth,
        KeyFew = Seat?.Post.KeyFew ?? false,
        State = State,
        DueOn = DueOn,
        Gap = Gap,
        Complete = BreaksAt is null,
        Since = Since,
        Activity = Activity,
        Made = Life?.Charge is not null,
        Head = Seat is { Post: var post } && (post.KeyFew || Cascade.Outline.IsHead(post.Code)),
    };

    public ItemKey ItemKey => new(Cascade.Outline.Root, Cascade.Version.List, Duty.Code, PostCode);

    public ItemCursor Place => new() { DueOn = DueOn, Unit = Unit, Post = PostCode, Duty = Duty.Code };

    public ItemView View => new()
    {
        Key = ItemKey,
        Duty = Duty,
        ListVersion = Cascade.Version.Number,
        Post = Seat?.Post,
        Unit = Unit,
        UnitName = Cascade.Outline.Unit(Unit).Name,
        Level = Level,
        Depth = Depth,
        State = State,
        DueOn = DueOn,
        Holders = Seat?.Holders ?? [],
        Gap = Gap,
        Complete = BreaksAt is null,
        BreaksAt = BreaksAt,
        Version = Life?.Version ?? 0,
        Percent = Life?.Percent,
        RefinedFrom = Life?.Charge?.Parent,
        LastMoved = Life?.LastMoved,
        Activity = Activity,
        Assists = Life is { Assists: { Count: > 0 } assists } ? assists.FindAll(a => a.Span.Holds(Cascade.Outline.At)) : [],
        IsUnaccepted = ItemFilters.IsUnaccepted(Since, Cascade.Outline.At.AsOf, Cascade.Outline.Settings),
    };

    /// <summary>The same row at a point of its life, seen from a moment or from now.</summary>
    public Row At(ItemLife? life, Ladder ladder, Moment? at)
    {
        var row = life is null ? this
            : at is { } moment && Lives.Then(life, moment, Cascade.Outline.Settings) is var then ? this with { Life = then, Turn = Lives.Now(then, Duty), IsAhead = then != life && then.Version > 0 }
            : this with { Life = life, Turn = Lives.Now(life, Duty) };
        var activity = row.Seat is null ? ItemActivity.None : ladder.ActivityOf(row, Cascade.Outline.At.AsOf, Cascade.Outline.Settings.RemindDaysBefore);
        return activity == row.Activity ? row : row with { Activity = activity };
    }
}
