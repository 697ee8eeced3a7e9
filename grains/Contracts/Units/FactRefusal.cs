namespace ResponsibilityGrid;

/// <summary>What kind of fact a workbook brings.</summary>
[GenerateSerializer]
public enum FactKind
{
    /// <summary>A unit's place in the tree.</summary>
    Unit,

    /// <summary>A post's place in a unit.</summary>
    Post,

    /// <summary>Who sits on a post.</summary>
    Fill,

    /// <summary>An edge between posts or units.</summary>
    Link,

    /// <summary>A person at home in a unit.</summary>
    Person,
}

/// <summary>One of the facts given that would be refused, so that whoever keeps the workbook finds the row.</summary>
/// <param name="Of">In which of the lists given it stands.</param>
/// <param name="Place">Its place there, 0 for the first; -1 where what is refused was not among them.</param>
/// <param name="Field">What of it is wrong, as in a refused command.</param>
/// <param name="Message">What refuses it, in Chinese.</param>
/// <param name="Rule">Which rule that is; none where it is no rule, or from a silo that does not name rules yet.</param>
[GenerateSerializer, Immutable, Alias("FactRefusal")]
public sealed record FactRefusal(
    [property: Id(0)] FactKind Of, [property: Id(1)] int Place, [property: Id(2)] string Field, [property: Id(3)] string Message,
    [property: Id(4)] Rule? Rule);
