using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>How far somebody who wants to come in has got.</summary>
internal abstract record Step
{
    /// <summary>What was given is wrong; nothing is said of what it was.</summary>
    internal sealed record Wrong : Step;

    /// <summary>Nobody is heard until then.</summary>
    internal sealed record Wait(DateTimeOffset Until) : Step;

    /// <summary>A code of the authenticator is still wanted; with its secret where it is still to be set up.</summary>
    internal sealed record Code(string Ticket, string? Secret) : Step;

    /// <summary>The password is too old, and another one is wanted first.</summary>
    internal sealed record NewPassword(string Ticket, IReadOnlyList<IdentityError> Refusals) : Step;

    /// <summary>Come in.</summary>
    internal sealed record In(Account Account) : Step;
}

/// <summary>Signing in with name and password, and for administrators with a code; what lies between two pages is a ticket good for minutes.</summary>
internal sealed class SignIns(
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

        await Grain(name).Forgive();
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
        if (code == user.Proof.LastCode || !await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            record.Note(IdentityEvent.CodeFailed, account.Subject);
            return new Step.Code(ticket, isNew ? secret : null);
        }

        user.Proof = user.Proof with { LastCode = code };
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

    /// <summary>Changes the password of somebody who is in; their other sessions end. Why not, if not.</summary>
    public async Task<(Account? Account, IReadOnlyList<IdentityError> Refusals)> ChangePassword(string name, string current, string password)
    {
        if (await book.Find(name) is not { } account || await users.FindByNameAsync(name) is not { Proof.Password: { } kept } user) return (null, []);
        if (await Grain(name).Try() is { } until) return (null, [Say(LockedSentence(until))]);
        if (hasher.VerifyHashedPassword(user, kept, current) is PasswordVerificationResult.Failed)
        {
            record.Note(IdentityEvent.SignInFailed, account.Subject, "change");
            return (null, [Say("现密码不正确。")]);
        }

        await Grain(name).Forgive();
        return await SetPassword(account, user, password) is { Count: > 0 } refusals ? (null, refusals) : (await EndSessions(account), []);
    }

    /// <summary>Ends the sessions of somebody who leaves, wherever a copy of the cookie may lie.</summary>
    public async Task SignOut(string name)
    {
        await grains.GetGrain<IAccountsGrain>(GridKeys.Accounts).EndSessions(name);
        book.Forget();
        record.Note(IdentityEvent.SignedOut, $"account:{name}");
    }

    /// <summary>Uses a one-time link: a name for a first administrator, and a password.</summary>
    public async Task<(Account? Account, IReadOnlyList<IdentityError> Refusals)> Redeem(string code, string name, string password)
    {
        var (seal, accounts) = (OneTimeCode.Seal(code), grains.GetGrain<IAccountsGrain>(GridKeys.Accounts));
        if (await accounts.FindInvitation(seal) is not { } invitation)
        {
            record.Note(IdentityEvent.LinkRefused, "account:?");
            return (null, [Say("一次性链接无效、已使用或已过期，请向系统管理员索取新的链接。")]);
        }

        name = invitation.Account ?? name.Trim().ToLowerInvariant();
        if (!GridKeys.IsCode(name)) return (null, [Say("请填写账号名。")]);
        // The link is good for one try that keeps the rules, so they are looked at first.
        var known = invitation.Account is null ? null : await users.FindByNameAsync(name);
        if (await Refusals(known ?? new LocalAccount(name, new Proof()), password) is { Count: > 0 } refusals) return (null, refusals);
        try
        {
            var account = await accounts.Redeem(seal, name);
            book.Forget();
            record.Note(IdentityEvent.LinkUsed, account.Subject);
            await Grain(name).Forgive();
            return await SetPassword(account, await users.FindByNameAsync(name) ?? new LocalAccount(name, new Proof()), password) is { Count: > 0 } failed ? (null, failed) : (account, []);
        }
        catch (GridRuleException refusal) when (UserError.IsPartOfTheAnswer(refusal))
        {
            record.Note(IdentityEvent.LinkRefused, $"account:{name}");
            return (null, [Say(refusal.Message)]);
        }
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

    private Task<Step> Entered(Account account)
    {
        record.Note(IdentityEvent.SignedIn, account.Subject);
        return Task.FromResult<Step>(new Step.In(account));
    }

    private async Task<IReadOnlyList<IdentityError>> Refusals(LocalAccount user, string password)
    {
        var refusals = new List<IdentityError>();
        foreach (var validator in users.PasswordValidators) refusals.AddRange((await validator.ValidateAsync(users, user, password)).Errors);
        return refusals;
    }

    private async Task<IReadOnlyList<IdentityError>> SetPassword(Account account, LocalAccount user, string password)
    {
        if (await Refusals(user, password) is { Count: > 0 } refusals) return refusals;
        await store.SetPasswordHashAsync(user, hasher.HashPassword(user, password), CancellationToken.None);
        if (!(await users.UpdateAsync(user)).Succeeded) return [Say("另一处刚刚修改了此账号，请重试。")];
        record.Note(IdentityEvent.PasswordSet, account.Subject);
        return [];
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

    private static IdentityError Say(string sentence) => new() { Description = sentence };
}
