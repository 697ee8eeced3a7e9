using System.Security.Cryptography;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>Reads the keys of a setting.</summary>
public static class KeyRing
{
    /// <summary>Reads "id=base64", several with commas between them; an id holds no letter that stands between it and what is made with its key.</summary>
    /// <exception cref="OrleansConfigurationException">The text is not of that form. The sentence holds nothing of a key.</exception>
    public static List<(string Id, byte[] Key)> Parse(string setting, string? text, char apart, int least, int most = int.MaxValue)
    {
        var keys = new List<(string Id, byte[] Key)>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            var key = new byte[entry.Length];
            try
            {
                if (at <= 0 || entry.AsSpan(0, at).Contains(apart) || !Convert.TryFromBase64Chars(entry.AsSpan(at + 1), key, out var length) || length < least || length > most || keys.Exists(k => k.Id == entry[..at]))
                    throw new OrleansConfigurationException($"{setting} is not of the form id=base64[,id=base64], each id once, each key of {(least == most ? "" : "at least ")}{least} bytes.");
                keys.Add((entry[..at], key[..length]));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }

        return keys;
    }
}
