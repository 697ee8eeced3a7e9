using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>An account's proof in the form that ASP.NET Core Identity works on.</summary>
internal sealed class LocalAccount(string name, Proof proof)
{
    public string Name => name;

    public Proof Proof { get; set; } = proof;
}

/// <summary>ASP.NET Core Identity's store over the account grains. Accounts come and go by administrators' commands, never by this store.</summary>
internal sealed class AccountStore(IGrainFactory grains, IDataProtectionProvider protection, TimeProvider clock) : IUserPasswordStore<LocalAccount>, IUserAuthenticatorKeyStore<LocalAccount>
{
    private readonly IDataProtector protector = protection.CreateProtector("authenticator");

    public Task<string> GetUserIdAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Name);

    public Task<string?> GetUserNameAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(LocalAccount user, string? userName, CancellationToken cancellationToken) => throw Renamed();

    /// <summary>A name is in its normal form from the beginning.</summary>
    public Task SetNormalizedUserNameAsync(LocalAccount user, string? normalizedName, CancellationToken cancellationToken) => normalizedName == user.Name ? Task.CompletedTask : throw Renamed();

    public Task<IdentityResult> CreateAsync(LocalAccount user, CancellationToken cancellationToken) => UpdateAsync(user, cancellationToken);

    public async Task<IdentityResult> UpdateAsync(LocalAccount user, CancellationToken cancellationToken) => await Grain(user.Name).PutProof(user.Proof)
        ? IdentityResult.Success
        : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());

    public Task<IdentityResult> DeleteAsync(LocalAccount user, CancellationToken cancellationToken) => throw new NotSupportedException("Accounts are closed, not deleted.");

    public Task<LocalAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) => FindByNameAsync(userId, cancellationToken);

    public async Task<LocalAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await Grain(normalizedUserName).GetProof() is { Version: > 0 } proof ? new(normalizedUserName, proof) : null;

    public Task SetPasswordHashAsync(LocalAccount user, string? passwordHash, CancellationToken cancellationToken)
    {
        string[] earlier = user.Proof.Password is { } before ? [before, .. user.Proof.Earlier] : [.. user.Proof.Earlier];
        user.Proof = user.Proof with { Password = passwordHash, Earlier = [.. earlier.Take(PasswordRules.Remembered - 1)], Since = clock.GetUtcNow() };
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Proof.Password);

    public Task<bool> HasPasswordAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Proof.Password is not null);

    public Task SetAuthenticatorKeyAsync(LocalAccount user, string key, CancellationToken cancellationToken)
    {
        user.Proof = user.Proof with { Authenticator = protector.Protect(key) };
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(LocalAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Proof.Authenticator is { } kept ? protector.Unprotect(kept) : null);

    public void Dispose() { }

    private IAccountGrain Grain(string name) => grains.GetGrain<IAccountGrain>(GridKeys.Account(name));

    private static NotSupportedException Renamed() => new("An account keeps its name.");
}

/// <summary>Names have no capitals.</summary>
internal sealed class SmallLetters : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name?.ToLowerInvariant();

    public string? NormalizeEmail(string? email) => email?.ToLowerInvariant();
}

/// <summary>The house's rules on passwords, and the last five that may not come again.</summary>
internal sealed class PasswordLaw : IPasswordValidator<LocalAccount>
{
    public Task<IdentityResult> ValidateAsync(UserManager<LocalAccount> manager, LocalAccount user, string? password)
    {
        var refusals = PasswordRules.Refusals(user.Name, password ?? "").ToList();
        string?[] used = [user.Proof.Password, .. user.Proof.Earlier];
        if (refusals.Count == 0 && used.OfType<string>().Any(hash => manager.PasswordHasher.VerifyHashedPassword(user, hash, password ?? "") is not PasswordVerificationResult.Failed))
            refusals.Add(($"不能使用最近 {PasswordRules.Remembered} 次用过的密码。", $"The last {PasswordRules.Remembered} passwords may not come again."));
        return Task.FromResult(refusals.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. refusals.Select(r => new IdentityError { Code = r.English, Description = r.Chinese })]));
    }
}
