namespace ResponsibilityGrid;

/// <summary>An answer on its way to somebody who may hold it already.</summary>
[GenerateSerializer, Immutable, Alias("HeldAnswer")]
public sealed class HeldAnswer
{
    private const string ContextKey = "grid.held";

    /// <summary>Of what is written: two answers with one stamp are the same.</summary>
    [Id(0)] public UInt128 Stamp { get; init; }

    /// <summary>The answer; absent where the asker holds it.</summary>
    [Id(1)] public byte[]? Written { get; init; }

    /// <summary>Says with the next call what its asker holds; zero is nothing yet.</summary>
    public static void Offer(UInt128 stamp) => RequestContext.Set(ContextKey, stamp);

    /// <summary>What the asker of this call holds; nothing where it keeps no answers. What is called in turn is another question and carries no offer.</summary>
    public static UInt128? TakeOffer()
    {
        if (RequestContext.Get(ContextKey) is not UInt128 stamp) return null;
        RequestContext.Remove(ContextKey);
        return stamp;
    }
}
