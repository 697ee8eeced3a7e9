using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace ResponsibilityGrid.Gateway;

/// <summary>Tells a live key from any other.</summary>
internal sealed class KeyChecks
{
    private const int KeptTokens = 10_000;

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

    /// <summary>Whose live key a token is; nothing where it is none.</summary>
    public async ValueTask<AuthenticationTicket?> Check(string token)
    {
        var index = await accounts.Get();
        if (!index.Proven.TryGetValue(token, out var proven) && (proven = Prove(index, token)) is null) return null;
        var (account, key, ticket) = proven;
        var now = clock.GetUtcNow();
        if (!key.IsLive(now))
        {
            record.Note(key.Revoked is not null ? IdentityEvent.KeyRevoked : key.IsOut(now) ? IdentityEvent.KeyNotApproved : IdentityEvent.KeyExpired, account.Subject, $"{key.Number}");
            return null;
        }

        NoteUse(account, key, limits.DateAt(now));
        return ticket;
    }

    /// <summary>Whoever asks next is told what stands now.</summary>
    public void Forget() => accounts.Forget();

    private Proven? Prove(Index index, string token)
    {
        if (ApiKey.Parse(token) is not { } key || !index.Accounts.TryGetValue(key.Account, out var account)) return null;
        if (account.Keys.Find(kept => secrets.IsSealOf(kept.Seal, key)) is not { } found)
        {
            record.Note(IdentityEvent.KeyUnknown, account.Subject);
            return null;
        }

        var proven = new Proven(account, found, new AuthenticationTicket(Callers.Of(account, ApiKeyHandler.Name), ApiKeyHandler.Name));
        // Nobody who has no key can fill it, and the next change of any account empties it.
        if (index.Proven.Count < KeptTokens) index.Proven.TryAdd(token, proven);
        return proven;
    }

    /// <summary>A day is enough to find the keys that nobody uses, and one write a day. Nobody waits for it.</summary>
    private void NoteUse(ServiceAccount account, ServiceKey key, DateOnly today)
    {
        var at = (account.Id, key.Number);
        if (key.LastUsed >= today || (noted.TryGetValue(at, out var day) && day >= today)) return;
        noted[at] = today;
        Tell(account.Id, key.Number, today);
    }

    private void Tell(string account, int key, DateOnly today) => CallSigner.AsGateway(async () =>
    {
        await Grain.NoteUse(account, key, today);
        return true;
    }).Ignore();

    private sealed record Index(int Version, Dictionary<string, ServiceAccount> Accounts)
    {
        /// <summary>Tokens that were held against the seals already, which is what costs; whether a key is live is asked each time.</summary>
        public ConcurrentDictionary<string, Proven> Proven { get; } = new();
    }

    private sealed record Proven(ServiceAccount Account, ServiceKey Key, AuthenticationTicket Ticket);
}
