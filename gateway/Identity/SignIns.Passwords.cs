using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

internal sealed partial class SignIns
{
    /// <summary>Changes the password of somebody who is in; their other sessions end. Why not, if not.</summary>
    public async Task<(Account? Account, IReadOnlyList<IdentityError> Refusals)> ChangePassword(string name, string current, string password)
    {
        if (await book.Find(name) is not { } account || await users.FindByNameAsync(name) is not { } user || user.Proof.PasswordOf(account) is not { } kept)
            return (null, [Say("此账号在本系统没有密码。")]);
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
        user.Proof = user.Proof with { Resets = account.Resets };
        if (!(await users.UpdateAsync(user)).Succeeded) return [Say("另一处刚刚修改了此账号，请重试。")];
        record.Note(IdentityEvent.PasswordSet, account.Subject);
        return [];
    }

    private static IdentityError Say(string sentence) => new() { Description = sentence };
}
