using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Which faults come in which order: every kind once, and then whatever the seed says until the time is over. The same seed, the same faults.</summary>
internal sealed class Schedule(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Every kind of fault; a run that leaves one out proves nothing.</summary>
    public static IReadOnlyList<Func<IFault>> Kinds { get; } =
    [
        () => new SiloKilledInCascade(0), () => new SiloKilledInCascade(1), () => new SiloKilled(), () => new DatabaseCrashed(), () => new SiloSuspended(),
        () => new SilosCutOff(), () => new DatabaseCutOff(), () => new AllSilosKilled(), () => new RollingRestart(), () => new GatewayKilled(),
        () => new DiskFull(), () => new RowPoisoned(), () => new DatabaseSlow(), () => new DatabaseLies(),
    ];

    /// <summary>Faults without end, each with the chance that decides its particulars; the first round has one of each.</summary>
    public IEnumerable<(IFault Fault, Random Chance)> Faults()
    {
        foreach (var kind in Shuffled()) yield return (kind(), new Random(_random.Next()));
        while (true) yield return (Kinds[_random.Next(Kinds.Count)](), new Random(_random.Next()));
    }

    private Func<IFault>[] Shuffled()
    {
        var kinds = Kinds.ToArray();
        _random.Shuffle(kinds);
        return kinds;
    }
}
