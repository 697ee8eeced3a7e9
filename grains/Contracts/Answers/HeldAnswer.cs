using System.Globalization;

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

    /// <summary>
    /// Says with the next call what its asker holds; zero is nothing yet. As text, which programs that know of no offers can carry, and bound to the grain that
    /// is asked: carried on by one of them to somebody else it means nothing.
    /// </summary>
    /// <param name="asked">The grain that is asked.</param>
    /// <param name="stamp">Of the answer that is held.</param>
    /// <param name="silo">The asker's silo; empty where it is none.</param>
    public static void Offer(GrainId asked, UInt128 stamp, string silo) => RequestContext.Set(ContextKey, $"{stamp:x32} {silo} {asked}");

    /// <summary>What the asker of this call holds; nothing where it keeps no answers, or asks on this silo. What is called in turn is another question and carries no offer.</summary>
    public static UInt128? TakeOffer(GrainId asked, string silo)
    {
        if (RequestContext.Get(ContextKey) is not string offer) return null;
        RequestContext.Remove(ContextKey);
        return offer.Split(' ', 3) is [var text, var from, var to] && to == asked.ToString() && from != silo
            && UInt128.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var stamp) ? stamp : null;
    }
}
