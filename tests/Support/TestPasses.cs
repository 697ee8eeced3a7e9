using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests;

/// <summary>The keys of all test clusters. A test that asks grains itself asks as the program, unless it says in whose name.</summary>
internal static class TestPasses
{
    public static PassKeys Keys { get; } = PassKeys.Random();

    private static readonly DataKeys Sealing = DataKeys.Parse(DataKeys.Make());

    /// <summary>Silos and client of a cluster with keys, which tests ask as the program.</summary>
    public static void UseTestPasses(this InProcessTestClusterBuilder cluster)
    {
        cluster.ConfigureSilo((_, silo) => silo.Services.AddSingleton(Keys).AddSingleton(Sealing));
        cluster.ConfigureClient(client => client.AddOutgoingGrainCallFilter(new CallSigner(Keys, Principal.System("test"))).AddOutgoingGrainCallFilter(new Forger()));
    }

    /// <summary>A co-hosted silo that tests ask as the program, beside its gateway.</summary>
    public static void UseTestPasses(IServiceCollection services) =>
        services.AddSingleton<IOutsideSigner>(provider => new CallSigner(provider.GetRequiredService<PassKeys>(), Principal.System("test")));

    /// <summary>Whatever the test asks from now on it asks as somebody.</summary>
    public static void ActAs(Principal? caller) => CallSigner.ActAs(caller);

    /// <summary>Of a call that is to carry no pass at all.</summary>
    public const string None = "none";

    /// <summary>Whatever the test asks from now on carries this pass, made by whomever.</summary>
    public static void Forge(string? pass) => Forger.Forged.Value = pass;

    private sealed class Forger : IOutgoingGrainCallFilter
    {
        public static readonly AsyncLocal<string?> Forged = new();

        public Task Invoke(IOutgoingGrainCallContext context)
        {
            if (Forged.Value is None) RequestContext.Clear();
            else if (Forged.Value is { } pass) Pass.Carry(pass);
            return context.Invoke();
        }
    }
}
