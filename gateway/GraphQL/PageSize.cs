namespace ResponsibilityGrid.Gateway;

/// <summary>How much of a list one page holds.</summary>
public static class PageSize
{
    /// <summary>Entries of a page when nothing is said.</summary>
    public const int Default = 25;

    /// <summary>The most a page holds; more is refused, not cut.</summary>
    public const int Max = 200;

    /// <summary>The size asked for, or the default. Its range was checked with the document, see <see cref="CostRule"/>.</summary>
    public static int Of(int? first) => first ?? Default;
}
