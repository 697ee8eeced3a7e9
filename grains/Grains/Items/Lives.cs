namespace ResponsibilityGrid;

/// <summary>Where an item stands: a pure function of its life and of the version in which its duty last changed.</summary>
internal static class Lives
{
    /// <summary>The turn that counts now; none where the item waits to be accepted, for the first time or anew.</summary>
    public static LifeChange? Now(ItemLife? life, Duty duty) =>
        life?.Changes is [.., var last] && last.Under >= duty.ChangedIn ? last : null;

    /// <summary>The turn that counted at a moment.</summary>
    public static LifeChange? At(ItemLife? life, Duty duty, Moment at) =>
        life?.Changes.FindLast(c => c.On <= at.AsOf && c.At <= at.KnownAt) is { } last && last.Under >= duty.ChangedIn ? last : null;

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
