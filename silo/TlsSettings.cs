using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Section <c>Clustering:Tls</c>: three PEM files by which the processes of a cluster know each other. Whoever shows a certificate of that
/// authority for that name is one of them; there is no other difference between silo and gateway on the wire.
/// </summary>
internal sealed record TlsSettings(X509Certificate2 Certificate, X509Certificate2Collection Issuers, X509Certificate2Collection Authority, string Name)
{
    /// <summary>Reads the files; null where no TLS is asked for.</summary>
    /// <exception cref="OrleansConfigurationException">Only a part is there, or a file is none of its kind.</exception>
    public static TlsSettings? From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Clustering:Tls");
        var (certificate, key, authority, name) = (section["Certificate"], section["Key"], section["Authority"], section["Name"] ?? "responsibility-grid");
        if (certificate is null && key is null && authority is null) return null;
        if (certificate is null || key is null || authority is null)
            throw new OrleansConfigurationException("Clustering:Tls needs three PEM files: Certificate, Key and Authority.");
        var (own, issuers, roots) = Read(certificate, key, authority);
        return own.MatchesHostname(name)
            ? new(own, issuers, roots, name)
            : throw new OrleansConfigurationException($"Clustering:Tls:Certificate is not for the name '{name}'; every process of the cluster shows a certificate with that DNS name.");
    }

    /// <summary>A chain must end at the cluster's own authority; whom the machine trusts does not count.</summary>
    public X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(Authority);
        return policy;
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Issuers, X509Certificate2Collection Roots) Read(string certificate, string key, string authority)
    {
        try
        {
            var (issuers, roots) = (new X509Certificate2Collection(), new X509Certificate2Collection());
            issuers.ImportFromPemFile(certificate);
            roots.ImportFromPemFile(authority);
            var own = X509Certificate2.CreateFromPemFile(certificate, key);
            return roots.Count > 0 ? (own, issuers, roots) : throw new OrleansConfigurationException("Clustering:Tls:Authority holds no certificate.");
        }
        catch (Exception unread) when (unread is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new OrleansConfigurationException($"A PEM file of Clustering:Tls cannot be read: {unread.Message}", unread);
        }
    }
}
