using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ResponsibilityGrid;

/// <summary>What a silo needs to run the grid's grains: this, the keys of passes, and a grain storage of the name below.</summary>
public static class GridGrains
{
    /// <summary>The name of the grain storage.</summary>
    public const string Store = "grid";

    /// <summary>Registers what the grains share on a silo.</summary>
    public static ISiloBuilder AddGridGrains(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<Structures>();
        silo.Services.AddSingleton<Passes>().AddSingleton<Sights>().AddSingleton<Wakefulness>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<Wakefulness>());
        silo.AddIncomingGrainCallFilter<Guard>().AddOutgoingGrainCallFilter<Signer>();
        silo.Services.AddSingleton<Homes>();
        silo.Services.AddSingleton<ClusterAge>();
        silo.Services.AddPlacementDirector<HomePlacement, HomePlacementDirector>();
        silo.Services.Replace(ServiceDescriptor.Singleton<IPersistentStateFactory, StayingRows>());
        silo.Services.TryAddSingleton(new LedgerOptions());
        silo.Services.TryAddSingleton(new GridSettings());
        silo.Services.AddSingleton<Standings>();
        silo.Services.AddSingleton<Watches>();
        silo.Services.AddMetrics().AddSingleton<LedgerGauges>();
        silo.Services.TryAddSingleton(services => DataKeys.Parse(services.GetService<IConfiguration>()?[DataKeys.Setting]));
        silo.Services.TryAddSingleton(TimeProvider.System);
        return silo;
    }

    /// <summary>Answers that other processes hold already are not sent to them again. A silo without others does without: each filter costs every call.</summary>
    public static ISiloBuilder AddHeldAnswers(this ISiloBuilder silo)
    {
        // Around the gate, whatever was registered before: what the gate asks itself carries no offer.
        silo.Services.Insert(0, ServiceDescriptor.Singleton<IIncomingGrainCallFilter, AnswerStamps>());
        return silo.AddOutgoingGrainCallFilter<HeldAnswers>();
    }
}
