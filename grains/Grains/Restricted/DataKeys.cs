using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// The keys under which details of persons are kept (AES-256-GCM): the first seals, all of them open. Every sealed text names its key, and is
/// bound to the place it was sealed for, so that it cannot be moved to another person.
/// </summary>
public sealed class DataKeys
{
    /// <summary>The setting that holds them.</summary>
    public const string Setting = "Identity:DataKeys";

    private const int KeyLength = 32, NonceLength = 12, TagLength = 16;

    private readonly Dictionary<string, byte[]> _keys;
    private readonly string? _sealing;

    private DataKeys(string? sealing, Dictionary<string, byte[]> keys) => (_sealing, _keys) = (sealing, keys);

    /// <summary>Reads the setting: "id=base64" of 32 bytes, several with commas between them, the sealing one first. Without it nothing is sealed.</summary>
    /// <exception cref="OrleansConfigurationException">It is not of that form. The sentence holds nothing of a key.</exception>
    public static DataKeys Parse(string? setting)
    {
        var keys = KeyRing.Parse(Setting, setting, '.', KeyLength, KeyLength);
        return new(keys.Count > 0 ? keys[0].Id : null, keys.ToDictionary(k => k.Id, k => k.Key));
    }

    /// <summary>A new key in the form of the setting.</summary>
    public static string Make() =>
        $"d{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}={Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength))}";

    /// <summary>Refuses where nothing can be sealed.</summary>
    public void RequireKey()
    {
        if (_sealing is null)
            throw new GridRuleException(Rule.DataKeyMissing, $"未配置数据密钥（{Setting}），不能保存身份证号和联系电话。", $"No key is configured ({Setting}); identity numbers and telephone numbers cannot be kept.");
    }

    /// <summary>The text sealed for a place, under the newest key; the same text is never sealed alike twice.</summary>
    public string Seal(string text, string place)
    {
        RequireKey();
        var plain = Encoding.UTF8.GetBytes(text);
        var body = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(body.AsSpan(0, NonceLength));
        using (var cipher = new AesGcm(_keys[_sealing!], TagLength))
            cipher.Encrypt(body.AsSpan(0, NonceLength), plain, body.AsSpan(NonceLength, plain.Length), body.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(place));
        CryptographicOperations.ZeroMemory(plain);
        return $"{_sealing}.{Base64Url.EncodeToString(body)}";
    }

    /// <summary>What was sealed for a place.</summary>
    /// <exception cref="StorageFailedException">The key is not here, or the text was changed or moved.</exception>
    public string Open(string @sealed, string place)
    {
        if (@sealed.Split('.') is not [var id, var text] || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text) is not { Length: >= NonceLength + TagLength } body)
            throw new StorageFailedException("A sealed text is damaged.");
        if (!_keys.TryGetValue(id, out var key)) throw new StorageFailedException($"The key {id} is not in {Setting}.");
        var plain = new byte[body.Length - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(body.AsSpan(0, NonceLength), body.AsSpan(NonceLength, plain.Length), body.AsSpan(body.Length - TagLength), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new StorageFailedException("A sealed text was changed, or moved to where it does not belong.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Whether a text is sealed under the newest key; one that is not is sealed anew with the next write.</summary>
    public bool IsNewest(string @sealed) => _sealing is null || @sealed.StartsWith($"{_sealing}.", StringComparison.Ordinal);
}
