namespace ResponsibilityGrid;

/// <summary>What somebody may do in one place, for those who want to know before they try.</summary>
internal static class ReachRules
{
    public static Reach At(Sight sight, Outline outline, UnitEntry unit, string? post)
    {
        var above = outline.Upwards(outline.Above(outline.EstablishmentOf(unit.Code))).ToHashSet();
        return new Reach
        {
            Rights = [.. Enum.GetValues<Right>().Where(right => right is not Right.System && sight.May(right, unit.Code))],
            KeepsAbove = unit.Parent is { } parent && sight.May(Right.Keep, parent),
            IsOwnPost = post is not null && sight.Posts.Contains(post),
            IsAbove = above.Any(establishment => sight.May(Right.Keep, establishment))
                || sight.Posts.Select(outline.Post).OfType<PostEntry>().Any(own => own.Layer != outline.Settings.PostLayer && above.Contains(outline.EstablishmentOf(own.Unit))),
            Sits = sight.Posts.Any(own => outline.Post(own)?.Unit == unit.Code),
            Supervises = Lines.Over(outline, unit.Code).Any(watcher => sight.May(Right.Keep, watcher.Code) || sight.Posts.Any(own => outline.Post(own)?.Unit == watcher.Code)),
        };
    }
}
