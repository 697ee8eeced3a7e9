using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid.Gateway;

/// <summary>The code of a one-time link: 256 random bits, of which the grid keeps a digest.</summary>
internal static class OneTimeCode
{
    private const int Length = 64;

    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    /// <summary>What is kept of a code. It has as many bits as the digest, so that nothing slower is needed.</summary>
    public static string Seal(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())));

    /// <summary>The link. The code stands where no server, proxy or log sees it.</summary>
    public static string Link(string gateway, string code) => $"{gateway.TrimEnd('/')}{AccountPages.Invitation}#{code}";
}
