using Microsoft.Extensions.DependencyInjection;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests;

/// <summary>Keys that a gateway takes, made where a test stands beside it.</summary>
internal static class TestKey
{
    /// <summary>Every right of business over every grid, which no role has: for tests of something else.</summary>
    public const string All = "all";

    /// <summary>No right at all.</summary>
    public const string None = "none";

    /// <summary>The caller shows a key of a service account of its own from now on.</summary>
    public static async Task ShowKey(this HttpClient http, IServiceProvider gateway, string role = All, string? over = null) =>
        http.DefaultRequestHeaders.Authorization = new("Bearer", await Make(gateway, role, over));

    /// <summary>A key that outlives whatever a test does to its clock.</summary>
    public static async Task<string> Make(IServiceProvider gateway, string role = All, string? over = null, string? account = null)
    {
        var now = (gateway.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow();
        var key = ApiKey.New(account ?? $"test-{Guid.NewGuid():N}"[..20]);
        await gateway.GetRequiredService<IGrainFactory>().GetGrain<IKeysGrain>(GridKeys.Keys).Enter([new ServiceAccount
        {
            Id = key.Account, Name = "test", Role = role, Over = over,
            Keys = [new ServiceKey { Number = 1, Seal = gateway.GetRequiredService<SecretRing>().Seal(key), Created = now, Expires = now.AddDays(300) }],
        }]);
        var subject = $"key:{key.Account}";
        List<Grant> grants = role == All
            ? [Grant.AtStart(subject, Role.Issuer, null, null, now), Grant.AtStart(subject, Role.Clerk, null, null, now)]
            : role == None ? []
            : [Grant.AtStart(subject, SampleGrants.RoleOf(role), role is "functional" ? null : over, role is "functional" ? over : null, now)];
        await gateway.GetRequiredService<IGrainFactory>().GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter(grants);
        return key.Text;
    }
}
