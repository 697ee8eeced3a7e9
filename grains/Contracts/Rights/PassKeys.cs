using System.Security.Cryptography;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>The keys that passes are signed with: the first signs, all of them verify. So a key is changed without a stop.</summary>
public sealed class PassKeys
{
    /// <summary>The setting that holds them.</summary>
    public const string Setting = "Identity:PassKeys";

    private const int Length = 32;

    private readonly Dictionary<string, byte[]> keys;

    private PassKeys(string signing, Dictionary<string, byte[]> keys) => (Signing, this.keys) = (signing, keys);

    /// <summary>The id of the key that signs.</summary>
    public string Signing { get; }

    /// <summary>Keys that nobody else has and that end with the process.</summary>
    public static PassKeys Random() => new("start", new() { ["start"] = RandomNumberGenerator.GetBytes(Length) });

    /// <summary>Reads the setting: "id=base64" of at least 32 bytes, several with commas between them, the signing one first.</summary>
    /// <exception cref="OrleansConfigurationException">It is absent or not of that form. The sentence holds nothing of a key.</exception>
    public static PassKeys Parse(string? setting)
    {
        var keys = KeyRing.Parse(Setting, setting, '.', Length);
        return keys.Count > 0 ? new(keys[0].Id, keys.ToDictionary(k => k.Id, k => k.Key)) : throw new OrleansConfigurationException($"{Setting} is not set: the keys that a gateway signs with and a silo verifies with.");
    }

    internal byte[]? Mac(string id, byte[] body) => keys.TryGetValue(id, out var key) ? HMACSHA256.HashData(key, body) : null;

    internal bool IsMacOf(string id, byte[] body, byte[] mac) => Mac(id, body) is { } own && CryptographicOperations.FixedTimeEquals(own, mac);
}
