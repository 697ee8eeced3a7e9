namespace ResponsibilityGrid;

/// <summary>An item, or a duty that lacks its post, in a ledger. What it shares with others it refers to.</summary>
internal sealed record Row(Cascade Cascade, Duty Duty, Seat? Seat, string Unit, int Level, int Depth, GapReason? Gap, string? BreaksAt)
{
    public DateOnly DueOn => Duty.DueOn;

    /// <summary>An item that nobody has touched waits to be accepted.</summary>
    public ItemState State { get; init; } = ItemState.Pending;

    public string PostCode => Seat?.Post.Code ?? "";

    public CellKey Key => new()
    {
        List = Cascade.Version.List,
        ListVersion = Cascade.Version.Number,
        Duty = Duty.Code,
        Level = Level,
        Depth = Depth,
        KeyFew = Seat?.Post.KeyFew ?? false,
        State = State,
        DueOn = DueOn,
        Gap = Gap,
        Complete = BreaksAt is null,
    };

    public ItemCursor Place => new() { DueOn = DueOn, Unit = Unit, Post = PostCode, Duty = Duty.Code };

    public ItemView View => new()
    {
        Key = new ItemKey(Cascade.Outline.Root, Cascade.Version.List, Duty.Code, PostCode),
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
    };
}
