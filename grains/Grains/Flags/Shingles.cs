namespace ResponsibilityGrid;

/// <summary>A text as the set of its pairs of neighbouring characters: sorted, each once, and exact, since a pair fits into four bytes.</summary>
internal static class Shingles
{
    public static uint[] Of(string text)
    {
        if (text.Length < 2) return text.Length == 0 ? [] : [text[0]];
        var pairs = new uint[text.Length - 1];
        for (var at = 0; at < pairs.Length; at++) pairs[at] = ((uint)text[at] << 16) | text[at + 1];
        Array.Sort(pairs);
        var kept = 0;
        foreach (var pair in pairs)
            if (kept == 0 || pairs[kept - 1] != pair) pairs[kept++] = pair;
        return pairs[..kept];
    }

    /// <summary>What two sets share of all that is in either, 0 to 1.</summary>
    public static double Jaccard(uint[] one, uint[] other)
    {
        var shared = Shared(one, other);
        return one.Length + other.Length == 0 ? 1 : (double)shared / (one.Length + other.Length - shared);
    }

    /// <summary>How much of a set is in another one, 0 to 1.</summary>
    public static double Within(uint[] part, uint[] whole) => part.Length == 0 ? 1 : (double)Shared(part, whole) / part.Length;

    /// <summary>How many characters of a text are in no pair that is in a set.</summary>
    public static int Beyond(string text, uint[] whole)
    {
        var (beyond, before) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            var behind = at + 1 < text.Length && Array.BinarySearch(whole, ((uint)text[at] << 16) | text[at + 1]) >= 0;
            if (!before && !behind) beyond++;
            before = behind;
        }

        return beyond;
    }

    private static int Shared(uint[] one, uint[] other)
    {
        var (at, there, shared) = (0, 0, 0);
        while (at < one.Length && there < other.Length)
        {
            if (one[at] == other[there]) (at, there, shared) = (at + 1, there + 1, shared + 1);
            else if (one[at] < other[there]) at++;
            else there++;
        }

        return shared;
    }
}
