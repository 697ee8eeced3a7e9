using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// What a ledger says of an item along with a command: that it has no row. The store then need not look for one when the
/// item comes into memory. Were it wrong, the first write would be refused by the row that is there.
/// </summary>
public readonly struct Untouched : IDisposable
{
    private const string Mark = "untouched";

    /// <summary>Says so of one item, until disposed of.</summary>
    internal static Untouched Say(string item)
    {
        RequestContext.Set(Mark, item);
        return default;
    }

    /// <summary>Whether it was said of this grain by whoever calls it.</summary>
    public static bool IsSaidOf(GrainId grain) => RequestContext.Get(Mark) is string item && item == grain.Key.ToString();

    /// <summary>Says it no more.</summary>
    public void Dispose() => Forget();

    /// <summary>What was said does not hold for the calls that follow.</summary>
    internal static void Forget() => RequestContext.Remove(Mark);
}
