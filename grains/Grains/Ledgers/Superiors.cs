namespace ResponsibilityGrid;

/// <summary>Who is told beside a post of what is overdue there: whoever stands one step above.</summary>
internal static class Superiors
{
    /// <summary>The units of which it has to be known who answers for them: the post's own, and those on its way to the root.</summary>
    public static IEnumerable<string> UnitsFor(Outline outline, PostEntry post)
    {
        for (string? unit = post.Unit; unit is not null; unit = outline.Find(unit)?.Parent) yield return unit;
    }

    /// <summary>
    /// From the post's own unit upwards the first that there is: whoever answers for the unit (包干), else the post that heads it. Nobody stands above himself,
    /// so that nobody is told but of what the head of the root has.
    /// </summary>
    public static List<string> Of(Outline outline, PostEntry post, IReadOnlyCollection<Link> answering)
    {
        foreach (var unit in UnitsFor(outline, post))
        {
            var told = answering.Where(l => l.Target == unit && l.Subject != post.Code && outline.Post(l.Subject) is not null).Select(l => l.Subject).Distinct().Order(StringComparer.Ordinal).ToList();
            if (told.Count > 0) return told;
            if (outline.HeadPost(unit) is { } head && head.Code != post.Code) return [head.Code];
        }

        return [];
    }
}
