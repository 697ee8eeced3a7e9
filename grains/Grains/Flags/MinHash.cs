namespace ResponsibilityGrid;

/// <summary>
/// MinHash in bands. Two sets agree in one of 64 minima as often as they share of all that is in either; where they agree in all four of one of
/// sixteen bands they are compared. Of those that share seven tenths ninety-nine in a hundred are found so, of those that share a quarter one in seventeen.
/// </summary>
internal static class MinHash
{
    public const int Bands = 16;

    private const int Rows = 4;

    private static readonly ulong[] Factors = [.. Enumerable.Range(1, Bands * Rows).Select(n => Mix((ulong)n) | 1)];

    /// <summary>A key for each band.</summary>
    public static void Of(uint[] shingles, Span<ulong> bands)
    {
        Span<ulong> minima = stackalloc ulong[Bands * Rows];
        minima.Fill(ulong.MaxValue);
        foreach (var shingle in shingles)
        {
            var hash = Mix(shingle);
            for (var row = 0; row < minima.Length; row++)
            {
                var turned = hash * Factors[row];
                // The upper half: the lower bits of a product hardly mix.
                turned ^= turned >> 32;
                if (turned < minima[row]) minima[row] = turned;
            }
        }

        for (var band = 0; band < Bands; band++)
        {
            var key = (ulong)band;
            foreach (var minimum in minima.Slice(band * Rows, Rows)) key = Mix(key ^ minimum);
            bands[band] = key;
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
