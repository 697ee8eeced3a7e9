using System.Collections.Concurrent;

namespace ResponsibilityGrid.Gateway;

/// <summary>Tells a live key from any other.</summary>
internal sealed class KeyChecks
{
    private readonly IGrainFactory grains;
    private readonly SecretRing secrets;
    private readonly GridSettings limits;
    private readonly TimeProvider clock;
    private readonly IdentityRecord record;
    private readonly RowCopy<Index> accounts;
    private readonly ConcurrentDictionary<(string, int), DateOnly> noted = [];

    public KeyChecks(IGrainFactory grains, SecretRing secrets, GridSettings limits, TimeProvider clock, IdentityRecord record, Readiness? readiness = null)
    {
        (this.grains, this.secrets, this.limits, this.clock, this.record) = (grains, secrets, limits, clock, record);
        accounts = new(clock, async known => await Grain.GetNewer(known?.Version ?? -1) is { } newer ? new Index(newer.Version, newer.Accounts.ToDictionary(a => a.Id)) : null, readiness);
    }

    private IKeysGrain Grain => grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    /// <summary>The account whose live key it is; nothing where it is none.</summary>
    public async ValueTask<ServiceAccount?> Check(ApiKey key)
    {
        if (!(await accounts.Get()).Accounts.TryGetValue(key.Account, out var account)) return null;
        var now = clock.GetUtcNow();
        if (account.Keys.Find(kept => secrets.IsSealOf(kept.Seal, key)) is not { } found)
        {
            record.Note(IdentityEvent.KeyUnknown, account.Subject);
            return null;
        }

        if (!found.IsLive(now))
        {
            record.Note(found.Revoked is not null ? IdentityEvent.KeyRevoked : found.IsOut(now) ? IdentityEvent.KeyNotApproved : IdentityEvent.KeyExpired, account.Subject, $"{found.Number}");
            return null;
        }

        NoteUse(account, found, limits.DateAt(now));
        return account;
    }

    /// <summary>Whoever asks next is told what stands now.</summary>
    public void Forget() => accounts.Forget();

    /// <summary>A day is enough to find the keys that nobody uses, and one write a day. Nobody waits for it.</summary>
    private void NoteUse(ServiceAccount account, ServiceKey key, DateOnly today)
    {
        var at = (account.Id, key.Number);
        if (key.LastUsed >= today || (noted.TryGetValue(at, out var day) && day >= today)) return;
        noted[at] = today;
        CallSigner.AsGateway(async () =>
        {
            await Grain.NoteUse(account.Id, key.Number, today);
            return true;
        }).Ignore();
    }

    private sealed record Index(int Version, Dictionary<string, ServiceAccount> Accounts);
}
