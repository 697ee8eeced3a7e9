namespace ResponsibilityGrid.Gateway;

/// <summary>Tells a live key from any other. The accounts are kept for some seconds, so that a revoked key opens nothing five seconds later.</summary>
internal sealed class KeyChecks(IGrainFactory grains, SecretRing secrets, TimeProvider clock, IdentityRecord record, Readiness? readiness = null)
{
    /// <summary>How long a copy of the accounts is believed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private volatile Copy copy = new(0, [], long.MinValue);
    private Task<Copy>? asking;

    /// <summary>The account whose live key it is; nothing where it is none.</summary>
    public async ValueTask<ServiceAccount?> Check(ApiKey key)
    {
        var now = clock.GetUtcNow();
        if ((await Accounts()).GetValueOrDefault(key.Account) is not { } account) return null;
        if (account.Keys.Find(kept => secrets.IsSealOf(kept.Seal, key)) is not { } found)
        {
            record.Note(IdentityEvent.KeyUnknown, account.Subject);
            return null;
        }

        if (!found.IsLive(now))
        {
            record.Note(found.Revoked is null ? IdentityEvent.KeyExpired : IdentityEvent.KeyRevoked, account.Subject, $"{found.Number}");
            return null;
        }

        // A day is enough to find the keys that nobody uses, and one write a day.
        if (GrainReads.Settings.DateAt(now) is var today && !(found.LastUsed >= today) && copy.Noted.TryAdd((account.Id, found.Number, today), true))
            CallSigner.AsGateway(async () => { await Grain.NoteUse(account.Id, found.Number, today); return true; }).Ignore();
        return account;
    }

    private IKeysGrain Grain => grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    private async ValueTask<Dictionary<string, ServiceAccount>> Accounts()
    {
        var held = copy;
        if (held.Taken != long.MinValue && clock.GetElapsedTime(held.Taken) < Life) return held.Accounts;
        // Many come at once when a copy grows old; one of them asks.
        var ask = asking;
        if (ask is null or { IsCompleted: true }) asking = ask = Renew(held);
        return (await ask).Accounts;
    }

    private async Task<Copy> Renew(Copy held)
    {
        if (readiness is { HasGrains: false }) throw new TimeoutException("No silo was met yet.");
        // From before the question: what is revoked while it travels must not live longer for that.
        var taken = clock.GetTimestamp();
        var newer = await CallSigner.AsGateway(() => new Retries().Ask(() => Grain.GetNewer(held.Version)));
        return copy = newer is null ? held with { Taken = taken } : new(newer.Version, newer.Accounts.ToDictionary(a => a.Id), taken);
    }

    private sealed record Copy(int Version, Dictionary<string, ServiceAccount> Accounts, long Taken)
    {
        public System.Collections.Concurrent.ConcurrentDictionary<(string, int, DateOnly), bool> Noted { get; } = [];
    }
}
