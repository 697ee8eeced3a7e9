using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>
/// A key as its holder sends it: <c>rgk_</c>, the service account's id, <c>_</c>, 256 random bits and a checksum, both in hex.
/// The checksum tells a mistyped key from a wrong one, and lets scanners of files know a key when they see one.
/// </summary>
public sealed record ApiKey
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "rgk_";

    private const int SecretLength = 64, SumLength = 8, MaxId = 40;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private ApiKey(string account, string text) => (Account, Text) = (account, text);

    /// <summary>The id of the service account whose key it is.</summary>
    public string Account { get; }

    /// <summary>The whole key; nothing that lasts longer than a process keeps it.</summary>
    public string Text { get; }

    /// <summary>A new key of a service account.</summary>
    public static ApiKey New(string account)
    {
        if (!IsId(account)) throw new ArgumentException("It is no id of a service account.", nameof(account));
        var body = $"{Prefix}{account}_{RandomNumberGenerator.GetHexString(SecretLength, lowercase: true)}";
        return new(account, body + Sum(body));
    }

    /// <summary>The key that a text is; nothing where it is none.</summary>
    public static ApiKey? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > Prefix.Length + MaxId + 1 + SecretLength + SumLength) return null;
        var end = text.LastIndexOf('_');
        if (end < Prefix.Length || text.Length - end - 1 != SecretLength + SumLength || !IsId(text[Prefix.Length..end])) return null;
        return text[^SumLength..] == Sum(text[..^SumLength]) && text.AsSpan(end + 1).IndexOfAnyExcept(Hex) < 0 ? new(text[Prefix.Length..end], text) : null;
    }

    /// <summary>Whether a text can be the id of a service account.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxId && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>Without the secret: a key that is written somewhere by mistake tells nothing.</summary>
    public override string ToString() => $"{Prefix}{Account}_…";

    private static string Sum(string body) => Crc32.HashToUInt32(Encoding.UTF8.GetBytes(body)).ToString("x8");
}
