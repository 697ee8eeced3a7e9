using ResponsibilityGrid.Nemesis.Faults;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Which faults come in which order: every kind once, and then pairs and single ones until the time is over. The same seed, the same faults.</summary>
/// <param name="seed">Decides the order, and the particulars of each.</param>
/// <param name="kinds">The kinds that have to strike; a run that leaves one out proves nothing.</param>
internal sealed class Schedule(int seed, IReadOnlyList<Func<IFault>> kinds)
{
    private readonly Random _random = new(seed);

    /// <summary>The kinds of every test run: those without which nobody would call it a cluster.</summary>
    public static IReadOnlyList<Func<IFault>> Essential { get; } =
    [
        () => new SiloKilledInCascade(0, 30), () => new SiloKilled(), () => new AllSilosKilled(), () => new RollingRestart(),
        () => new GatewayKilled(), () => new SiloSuspended(), () => new SilosCutOff(), () => new DatabaseCrashed(), () => new DatabaseCutOff(),
        () => new DatabaseSlow(200), () => new DatabaseLies(), () => new DiskFull(),
    ];

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<Func<IFault>> All { get; } =
    [
        .. Essential,
        .. from victim in (int[])[0, 1] from percent in (int[])[10, 30, 50, 70, 90] where (victim, percent) is not (0, 30) select new Func<IFault>(() => new SiloKilledInCascade(victim, percent)),
        () => new SiloIsolated(), () => new SiloForsaken(), () => new SilosCutOneWay(), () => new GatewaysCutOff(), () => new ConnectionsExhausted(), () => new ListSuperseded(), () => new HotUnit(), () => new Crowd(), () => new RowPoisoned(),
        () => new DatabaseSlow(2000), () => new DatabaseCrashed(60), () => new DatabaseStalled(), () => new RemindersGone(), () => new VersionsMixed(), () => new ClockJumped(), () => new SecondCluster(),
        () => new Restored(), () => new SqliteLocked(), () => new SqliteFull(),
    ];

    /// <summary>Faults without end, each with the chance that decides its particulars; the first round has one of each kind.</summary>
    public IEnumerable<(IFault Fault, Random Chance)> Faults()
    {
        foreach (var kind in Shuffled(kinds)) yield return (kind(), new Random(_random.Next()));
        Func<IFault>[] mixing = [.. kinds.Where(kind => kind().Mixes)];
        while (true)
        {
            if (mixing.Length > 1 && Shuffled(mixing) is [var one, var other, ..]) yield return (new FaultPair(one(), other()), new Random(_random.Next()));
            yield return (kinds[_random.Next(kinds.Count)](), new Random(_random.Next()));
        }
    }

    private Func<IFault>[] Shuffled(IEnumerable<Func<IFault>> kinds)
    {
        var shuffled = kinds.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
