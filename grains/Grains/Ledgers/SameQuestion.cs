namespace ResponsibilityGrid;

/// <summary>Two queries are alike when they ask for the same rows, whatever page of them.</summary>
internal sealed class SameQuestion : IEqualityComparer<ItemQuery>
{
    public static readonly SameQuestion Instance = new();

    public bool Equals(ItemQuery? one, ItemQuery? other) =>
        one is not null && other is not null && one.OwnOnly == other.OwnOnly && one.Gaps == other.Gaps && one.Outside == other.Outside && (one.Filter == other.Filter || Same(one.Filter, other.Filter));

    // Few are asked at a time: what most of them differ by is enough.
    public int GetHashCode(ItemQuery query) =>
        HashCode.Combine(query.OwnOnly, query.Gaps, query.Filter.List, query.Filter.Overdue, query.Filter.Unassigned, query.Filter.KeyFew, query.Filter.Text, query.Filter.Holder ?? query.Filter.Post);

    private static bool Same(ItemFilter one, ItemFilter other) =>
        one.List == other.List && one.Overdue == other.Overdue && one.Unassigned == other.Unassigned && one.KeyFew == other.KeyFew && one.Text == other.Text && one.Unaccepted == other.Unaccepted
        && one.Made == other.Made && one.Holder == other.Holder && one.Post == other.Post
        && Same(one.Levels, other.Levels) && Same(one.States, other.States) && Same(one.Activities, other.Activities) && Same(one.Duties, other.Duties)
        && Same(one.Aspects, other.Aspects) && Same(one.Layers, other.Layers) && Same(one.FunctionalLines, other.FunctionalLines) && Same(one.WithoutLines, other.WithoutLines);

    private static bool Same<T>(List<T>? one, List<T>? other) => one is null ? other is null : other is not null && one.SequenceEqual(other);
}

/// <summary>Two queries ask for the same rows, from the same place on and as many.</summary>
internal sealed class SamePage : IEqualityComparer<ItemQuery>
{
    public static readonly SamePage Instance = new();

    public bool Equals(ItemQuery? one, ItemQuery? other) =>
        one is not null && other is not null && one.First == other.First && one.Descending == other.Descending && one.After == other.After && SameQuestion.Instance.Equals(one, other);

    public int GetHashCode(ItemQuery query) => HashCode.Combine(query.First, query.Descending, query.After, SameQuestion.Instance.GetHashCode(query));
}
