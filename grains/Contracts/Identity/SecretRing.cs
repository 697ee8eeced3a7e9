using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// The secrets of the gateways, from configuration: what they keep of an API key and the tickets of sessions are made with the first one and read
/// with any. A secret never goes to a silo or into the store.
/// </summary>
public sealed class SecretRing
{
    /// <summary>The setting that holds them.</summary>
    public const string Setting = "Identity:Secrets";

    private const int Length = 32;

    private readonly List<(string Id, byte[] Secret)> _secrets;
    private readonly IReadOnlyList<(string Id, byte[] Key)> _seals;

    private SecretRing(List<(string Id, byte[] Secret)> secrets)
    {
        _secrets = secrets;
        _seals = Derive("api-key", Length);
    }

    /// <summary>A secret that ends with the process.</summary>
    public static SecretRing Random() => new([("start", RandomNumberGenerator.GetBytes(Length))]);

    /// <summary>Reads the setting: "id=base64" of at least 32 bytes, several with commas between them, the one that makes first.</summary>
    /// <exception cref="OrleansConfigurationException">It is absent or not of that form. The sentence holds nothing of a secret.</exception>
    public static SecretRing Parse(string? setting)
    {
        var secrets = KeyRing.Parse(Setting, setting, ':', Length);
        return secrets.Count > 0 ? new(secrets) : throw new OrleansConfigurationException($"{Setting} is not set: the secrets with which gateways keep API keys and sessions.");
    }

    /// <summary>What is kept of a key: enough to know it again, and useless to whoever reads the store.</summary>
    public string Seal(ApiKey key) => Seal(_seals[0], key);

    /// <summary>Whether a key is the one that something was kept of; takes as long for a wrong one as for the right one.</summary>
    public bool IsSealOf(string seal, ApiKey key)
    {
        var id = seal[..Math.Max(0, seal.IndexOf(':', StringComparison.Ordinal))];
        return _seals.FirstOrDefault(s => s.Id == id) is { Key: not null } with && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(seal), Encoding.UTF8.GetBytes(Seal(with, key)));
    }

    /// <summary>A short mark of a text that may not be written down: the same for the same text, and made by nobody without the secrets.</summary>
    public string Mark(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Derive("mark", Length)[0].Key, Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Keys for another use, by the ids of the secrets they come from, the first one first.</summary>
    public IReadOnlyList<(string Id, byte[] Key)> Derive(string use, int length) => 
        [.. _secrets.Select(s => (s.Id, HKDF.DeriveKey(HashAlgorithmName.SHA256, s.Secret, length, info: Encoding.UTF8.GetBytes($"responsibility-grid {use}"))))];

    private static string Seal((string Id, byte[] Key) with, ApiKey key) =>
        $"{with.Id}:{Convert.ToBase64String(HMACSHA256.HashData(with.Key, Encoding.UTF8.GetBytes(key.Text)))}";
}
