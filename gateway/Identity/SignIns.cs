using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>Signing in with name and password, and for administrators with a code; what lies between two pages is a ticket good for minutes.</summary>
internal sealed partial class SignIns(
    IGrainFactory grains, AccountBook book, UserManager<LocalAccount> users, AccountStore store, IPasswordHasher<LocalAccount> hasher, UnknownNames unknown, IDataProtectionProvider protection, IdentityRecord record, TimeProvider clock)
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);
    // What a name that nobody has is measured against: to tell it from a wrong password takes as long.
    private static readonly string Nobody = new PasswordHasher<LocalAccount>().HashPassword(new LocalAccount("nobody", new Proof()), Guid.NewGuid().ToString());

    private readonly ITimeLimitedDataProtector tickets = protection.CreateProtector("sign-in").ToTimeLimitedDataProtector();

    /// <summary>Tries a name and a password.</summary>
    public async Task<Step> ByPassword(string name, string password)
    {
        name = name.Trim().ToLowerInvariant();
        var account = GridKeys.IsCode(name) && password.Length <= PasswordRules.Longest ? await book.Find(name) : null;
        var subject = account?.Subject ?? "account:?";
        if ((account is null ? unknown.Try(name) : await Grain(name).Try()) is { } until) return Locked(subject, until);
        var user = account is null ? null : await users.FindByNameAsync(name);
        var kept = account is null ? null : user?.Proof.PasswordOf(account);
        // Without a password on record there is as much work as with one.
        var isRight = hasher.VerifyHashedPassword(user ?? new LocalAccount("nobody", new Proof()), kept ?? Nobody, password[..Math.Min(password.Length, PasswordRules.Longest)]) is not PasswordVerificationResult.Failed;
        if (account is null || user is null || kept is null || !isRight)
        {
            record.Note(IdentityEvent.SignInFailed, subject);
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
        if (await Grain(account.Name).Try() is { } until) return Locked(account.Subject, until);
        if (await users.FindByNameAsync(account.Name) is not { } user) return new Step.Wrong();
        var isNew = user.Proof.Authenticator is null;
        if (isNew) await store.SetAuthenticatorKeyAsync(user, secret, CancellationToken.None);
        code = code.Trim().Replace(" ", "", StringComparison.Ordinal);
        if (!IsCode(code) || user.Proof.UsedCodes.Contains(code) || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code))
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

    /// <summary>As it is shown and kept: the framework reads a number, and would know a code again with a sign or a nought before it.</summary>
    private static bool IsCode(string code) => code.Length == 6 && code.All(char.IsAsciiDigit);

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

    private Step.Wait Locked(string subject, DateTimeOffset until)
    {
        record.Note(IdentityEvent.LockedOut, subject);
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
