using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>Signing in with name and password, and for administrators with a code; what lies between two pages is a ticket good for minutes.</summary>
internal sealed partial class SignIns(
    IGrainFactory grains, AccountBook book, UserManager<LocalAccount> users, AccountStore store, IPasswordHasher<LocalAccount> hasher, IDataProtectionProvider protection, IdentityRecord record, TimeProvider clock)
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);
    // What a name that nobody has is measured against: to tell it from a wrong password takes as long.
    private static readonly string Nobody = new PasswordHasher<LocalAccount>().HashPassword(new LocalAccount("nobody", new Proof()), Guid.NewGuid().ToString());

    private readonly ITimeLimitedDataProtector tickets = protection.CreateProtector("sign-in").ToTimeLimitedDataProtector();

    /// <summary>Tries a name and a password.</summary>
    public async Task<Step> ByPassword(string name, string password)
    {
        name = name.Trim().ToLowerInvariant();
        if (!GridKeys.IsCode(name) || password.Length > PasswordRules.Longest || await book.Find(name) is not { } account)
        {
            hasher.VerifyHashedPassword(new LocalAccount("nobody", new Proof()), Nobody, password[..Math.Min(password.Length, PasswordRules.Longest)]);
            record.Note(IdentityEvent.SignInFailed, "account:?");
            return new Step.Wrong();
        }

        if (await Grain(name).Try() is { } until) return Locked(account, until);
        if (await users.FindByNameAsync(name) is not { Proof.Password: { } kept } user || hasher.VerifyHashedPassword(user, kept, password) is PasswordVerificationResult.Failed)
        {
            record.Note(IdentityEvent.SignInFailed, account.Subject);
            return new Step.Wrong();
        }

        // With a code still to come nothing is forgiven, or whoever has the password could try all codes.
        if (account.Duty is null) await Grain(name).Forgive();
        return await After(account, user, hasCode: false);
    }

    /// <summary>Tries a code of the authenticator.</summary>
    public async Task<Step> ByCode(string ticket, string code)
    {
        if (await Opened("code", ticket) is not var (account, secret)) return new Step.Wrong();
        if (await Grain(account.Name).Try() is { } until) return Locked(account, until);
        if (await users.FindByNameAsync(account.Name) is not { } user) return new Step.Wrong();
        var isNew = user.Proof.Authenticator is null;
        if (isNew) await store.SetAuthenticatorKeyAsync(user, secret, CancellationToken.None);
        code = code.Trim().Replace(" ", "", StringComparison.Ordinal);
        if (user.Proof.UsedCodes.Contains(code) || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            record.Note(IdentityEvent.CodeFailed, account.Subject);
            return new Step.Code(ticket, isNew ? secret : null);
        }

        // A code is good for some minutes, but once.
        user.Proof = user.Proof with { UsedCodes = [code, .. user.Proof.UsedCodes.Take(5)] };
        if (!(await users.UpdateAsync(user)).Succeeded) return new Step.Wrong();
        await Grain(account.Name).Forgive();
        if (isNew) record.Note(IdentityEvent.AuthenticatorSet, account.Subject);
        // Read anew: the store counts its versions.
        return await After(account, (await users.FindByNameAsync(account.Name))!, hasCode: true);
    }

    /// <summary>Sets another password in the place of one that is too old.</summary>
    public async Task<Step> ByNewPassword(string ticket, string password)
    {
        if (await Opened("renew", ticket) is not var (account, _) || await users.FindByNameAsync(account.Name) is not { } user) return new Step.Wrong();
        return await SetPassword(account, user, password) is { Count: > 0 } refusals ? new Step.NewPassword(ticket, refusals) : await Entered(await EndSessions(account));
    }

    private IAccountGrain Grain(string name) => grains.GetGrain<IAccountGrain>(GridKeys.Account(name));

    /// <summary>What is wanted of somebody whose password was right.</summary>
    private async Task<Step> After(Account account, LocalAccount user, bool hasCode)
    {
        if (account.Duty is not null && !hasCode)
        {
            var secret = user.Proof.Authenticator is null ? users.GenerateNewAuthenticatorKey() : null;
            return new Step.Code(Ticket("code", account, secret ?? ""), secret);
        }

        return PasswordRules.IsOver(user.Proof.Since, clock.GetUtcNow()) ? new Step.NewPassword(Ticket("renew", account, ""), []) : await Entered(account);
    }

    private async Task<Step> Entered(Account account)
    {
        // With the account's making, and after a crash in between; a grant on record stays as it is.
        if (account.Duty is { } duty)
            await grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter([Grant.AtStart(account.Subject, duty, null, null, clock.GetUtcNow())]);
        record.Note(IdentityEvent.SignedIn, account.Subject);
        return new Step.In(account);
    }

    private async Task<Account> EndSessions(Account account)
    {
        var renewed = await grains.GetGrain<IAccountsGrain>(GridKeys.Accounts).EndSessions(account.Name);
        book.Forget();
        return renewed;
    }

    private Step.Wait Locked(Account account, DateTimeOffset until)
    {
        record.Note(IdentityEvent.LockedOut, account.Subject);
        return new(until);
    }

    private string Ticket(string kind, Account account, string more) => tickets.Protect(string.Join('\n', kind, account.Name, account.Generation.ToString(CultureInfo.InvariantCulture), more), TicketLife);

    /// <summary>Whose ticket it is, and what else stands in it; nothing where it is another kind's, too old, or the account has changed since.</summary>
    private async Task<(Account Account, string More)?> Opened(string kind, string ticket)
    {
        try
        {
            return tickets.Unprotect(ticket).Split('\n') is [var is_, var name, var generation, var more] && is_ == kind
                && await book.Find(name) is { } account && $"{account.Generation}" == generation ? (account, more) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>In the time of the grid's wall.</summary>
    public static string LockedSentence(DateTimeOffset until) => $"连续失败次数过多，账号已暂停登录，请在 {until.ToOffset(TimeSpan.FromHours(8)):HH:mm} 之后再试。";
}
