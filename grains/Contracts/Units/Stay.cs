namespace ResponsibilityGrid;

/// <summary>When a post that came from another unit, or went to one, was here; both days inclusive.</summary>
[GenerateSerializer, Immutable, Alias("Stay")]
public sealed record Stay
{
    [Id(0)] public string Post { get; init; } = "";

    /// <summary>The unit that it came from, or went to once it is gone.</summary>
    [Id(1)] public string Other { get; init; } = "";

    [Id(2)] public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>Present once it went: from then on it is changed elsewhere.</summary>
    [Id(3)] public DateOnly? To { get; init; }

    /// <summary>Of a post that came and went: the unit that it came from, which is told what is learnt later of the days there.</summary>
    [Id(4)] public string? Came { get; init; }

    /// <summary>Whether the post was here on a day, as far as these stays of it say.</summary>
    public static bool IsHere(IEnumerable<Stay> stays, string post, DateOnly day)
    {
        var known = stays.Where(s => s.Post == post).ToList();
        return known.Count == 0 || known.Exists(s => s.From <= day && (s.To is null || day <= s.To));
    }
}
