using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// The framework's key ring out of <see cref="SecretRing"/>: every gateway has the same one, a restart has it again, and nothing of it is written anywhere.
/// </summary>
internal sealed class RingKeyManager(SecretRing secrets, ILoggerFactory log) : IKeyManager
{
    private readonly IReadOnlyList<IKey> keys = [.. secrets.Derive("sessions", 64).Select((secret, place) => new RingKey(secret.Id, secret.Key, place, log))];

    public IReadOnlyCollection<IKey> GetAllKeys() => keys;

    public CancellationToken GetCacheExpirationToken() => CancellationToken.None;

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => throw new NotSupportedException($"Keys come from {SecretRing.Setting} alone.");

    public void RevokeKey(Guid keyId, string? reason = null) => throw new NotSupportedException($"A key ends when it is taken out of {SecretRing.Setting}.");

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => throw new NotSupportedException($"Keys end when they are taken out of {SecretRing.Setting}.");

    private sealed class RingKey(string id, byte[] secret, int place, ILoggerFactory log) : IKey
    {
        // The ring takes the key that was activated last: the first of the setting.
        public DateTimeOffset ActivationDate { get; } = DateTimeOffset.UnixEpoch.AddDays(1000 - place);

        public DateTimeOffset CreationDate => ActivationDate;

        public DateTimeOffset ExpirationDate { get; } = DateTimeOffset.UnixEpoch.AddYears(300);

        public bool IsRevoked => false;

        public Guid KeyId { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

        public IAuthenticatedEncryptorDescriptor Descriptor { get; } = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), new Secret(secret));

        public IAuthenticatedEncryptor? CreateEncryptor() => new AuthenticatedEncryptorFactory(log).CreateEncryptorInstance(this);
    }
}
