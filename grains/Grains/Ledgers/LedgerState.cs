namespace ResponsibilityGrid;

/// <summary>A ledger's row: which list versions the unit holds. Its items follow from them and its posts.</summary>
internal sealed record LedgerState
{
    public int Schema { get; init; } = 1;

    public List<AdoptedList> Adopted { get; init; } = [];

    /// <summary>Who was reminded when, in the order of recording.</summary>
    public List<Reminder> Reminders { get; init; } = [];

    /// <summary>The state with reminders that were given elsewhere; the same object where all of them are known.</summary>
    public LedgerState Remember(IEnumerable<Reminder> given)
    {
        var known = Reminders.Select(Name).ToHashSet();
        var news = given.Where(r => known.Add(Name(r))).ToList();
        return news.Count == 0 ? this : this with { Reminders = [.. Reminders, .. news] };

        static string Name(Reminder r) => $"{r.List} {r.DueOn:O} {r.Rung} {r.At.UtcTicks} {string.Join(' ', r.Posts ?? [])}";
    }

    /// <summary>Whether the unit holds a version, or a later one.</summary>
    public bool Holds(AdoptedList list) => Adopted.Any(held => held.List == list.List && held.Version >= list.Version);

    /// <summary>The state with the lists of a brief adopted; never backwards. The same object where nothing is new.</summary>
    public LedgerState Adopt(List<AdoptedList> lists) =>
        lists.All(Holds)
            ? this
            : this with { Adopted = [.. lists.Concat(Adopted).GroupBy(l => l.List).Select(g => g.MaxBy(l => l.Version)!).OrderBy(l => l.List, StringComparer.Ordinal)] };
}
