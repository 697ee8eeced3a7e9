using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary>An authority made for one test, and what it signed, as PEM files. Whoever is called "stranger" has a certificate for another name.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grid-tls-").FullName;
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(Began, Began.AddDays(2));
        File.WriteAllText(PathOf("authority.pem"), _authority.ExportCertificatePem());
    }

    // Of the machine, on which the processes check it; one instant, since nothing outlives its authority.
    private static readonly DateTimeOffset Began = TimeProvider.System.GetUtcNow().AddDays(-1);

    public (string Key, string Value)[] Settings(string name)
    {
        using var certificate = Of(name);
        return
        [
            ("Clustering__Tls__Certificate", PathOf($"{name}.pem")), ("Clustering__Tls__Key", PathOf($"{name}.key")), ("Clustering__Tls__Authority", PathOf("authority.pem")),
        ];
    }

    /// <summary>The certificate with its key; the same files again are as good.</summary>
    public X509Certificate2 Of(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name == "stranger" ? "somewhere-else" : "responsibility-grid");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, Began, Began.AddDays(2), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(PathOf($"{name}.pem"), signed.ExportCertificatePem());
        File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder, file);
}
