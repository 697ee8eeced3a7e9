using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Counts tries at names that nobody has as tries at an account are counted, so that no answer tells which names there are. In memory, by
/// digest (people type passwords into the wrong field), and of so many names at most: the one that was tried longest ago is forgotten first.
/// </summary>
internal sealed class UnknownNames(TimeProvider clock)
{
    /// <summary>How many names are counted at once.</summary>
    public const int Most = 10_000;

    private readonly Lock turn = new();
    private readonly OrderedDictionary<string, (int Tries, DateTimeOffset Last)> names = [];

    /// <summary>How many names are counted now.</summary>
    public int Count => names.Count;

    /// <summary>Counts a try; until when no try is heard, if it is so.</summary>
    public DateTimeOffset? Try(string name)
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        lock (turn)
        {
            var known = names.GetValueOrDefault(digest);
            var (tries, last, until) = TryRules.Count(known.Tries, known.Last, clock.GetUtcNow());
            names.Remove(digest);
            if (names.Count >= Most) names.RemoveAt(0);
            names.Add(digest, (tries, last));
            return until;
        }
    }
}
