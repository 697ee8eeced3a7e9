namespace ResponsibilityGrid;

/// <summary>What moves by itself: lists and staffing go down, numbers climb. Whatever is lost on the way is seen to be missing and sent again.</summary>
internal sealed partial class UnitGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(300);
    private const int Hurry = 16;

    // Beats. A silo that is just restarting is not worth a move.
    private const int Patience = 15;

    private readonly Dictionary<string, RollUp> _below = [];
    private readonly HashSet<(string Unit, ulong Stamp)> _telling = [];
    // The children that this activation has asked.
    private readonly HashSet<string> _answered = [];
    private IGrainTimer? _beat;
    private IGrainTimer? _pump;
    private RollUp? _reported;
    private bool _isDue;
    private int _hurried;
    private bool _isReporting;
    private bool _isSeating;
    private bool _isAwake;
    private int _away;
    private long _epoch;
    private long _number;

    public async Task<RollUp> Receive(RollUp child)
    {
        await Hear(child);
        return _below.GetValueOrDefault(child.Unit, child);
    }

    private void StartPump()
    {
        // Two activations of one instant must not count alike, or the second would pass for the first.
        _epoch = clock.GetUtcNow().UtcTicks + Random.Shared.Next(1 << 20);
        _pump = this.RegisterGrainTimer(_ => Pump(isBeat: false), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        _beat = this.RegisterGrainTimer(_ => Pump(isBeat: true), new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        PumpSoon();
    }

    private void Recount()
    {
        (Worked, _working) = (null, null);
        Resum();
    }

    private void Resum()
    {
        Shown = null;
        _unheardSince ??= Environment.TickCount64;
        PumpSoon();
    }

    /// <summary>Not put off by the next call: who hears from many would never get to it.</summary>
    private void PumpSoon()
    {
        if (!_isAwake) _beat?.Change(Beat, Beat);
        _isAwake = true;
        if (_isDue) return;
        _isDue = true;
        // A cascade comes in a few waves, each passed on at once; commands come without end, and theirs are gathered.
        _pump?.Change(++_hurried <= Hurry ? Soon : Later, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Without a place in today's tree there is nobody to tell. Whoever enters the unit wakes it.</summary>
    private void Rest()
    {
        _isAwake = false;
        gauges.Forget(Grid, Code);
        _beat?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private IEnumerable<string> StaffedBelow(Outline outline) =>
        outline.Children(Code).Where(c => c.Kind == UnitKind.Department).SelectMany(c => _below.TryGetValue(c.Code, out var heard) ? heard.Filled : []);

    private async Task Hear(RollUp child)
    {
        var before = _below.GetValueOrDefault(child.Unit);
        if (!RollUps.Keep(_below, child)) return;
        Resum();
        if (child.Filled.SequenceEqual(before?.Filled ?? [])) return;
        if ((await Today()).Outline.Find(child.Unit)?.Kind == UnitKind.Department) Recount();
    }

    private async Task Pump(bool isBeat)
    {
        _isDue = false;
        if (isBeat) _hurried = Math.Max(0, _hurried - 4);
        try
        {
            if (Code == Grid) await AdoptByDate(isBeat);
            var standing = await Stand();
            TellBelow(standing, isBeat);
            Note(standing);
            if (standing.Page.Outline.Unit(Code).Parent is { } parent) _ = Report(parent);
            if (isBeat && _unit.Outbox.Count > 0) _ = TellPersonsAgain();
            if (isBeat && Code == Grid) SweepByDate(standing);
            if (isBeat) await CheckLives();
            if (isBeat) GoHome(standing.Page.Outline);
        }
        catch (GridRuleException refusal) when (refusal.Code == RefusalCode.NotFound)
        {
            Rest();
            // A code that was only ever asked for must not stay in memory for it.
            if (_unit.Version == 0 && _ledger.Adopted.Count == 0) DeactivateOnIdle();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            PumpFailed(failure, Grid, Code);
        }
    }

    /// <summary>Moves an activation that is on the wrong silo for good.</summary>
    private void GoHome(Outline outline)
    {
        _away = homes.IsAway(outline, Code) ? _away + 1 : 0;
        if (_away >= Patience) this.MigrateOnIdle();
    }

    /// <summary>The root takes what comes into force, or goes out of it, with the date alone; and what was stored while nobody could be told.</summary>
    private async Task AdoptByDate(bool isBeat)
    {
        var structure = isBeat ? await structures.Renew(Grid) : await structures.Get(Grid);
        var brief = Briefing.ForRoot(structure, structure.Settings.DateAt(clock.GetUtcNow()));
        // Not awaited: an activation that ends waits for its timers, and would answer itself only after that.
        if (brief.Stamp != _brief?.Stamp && brief.StructureVersion > 0 && _telling.Add((Code, brief.Stamp)))
            _ = Tell(Code, brief);
    }

    [LoggerMessage(LogLevel.Warning, "Unit {Grid}/{Unit} could not pass on; it tries again.")]
    private partial void PumpFailed(Exception failure, string grid, string unit);

    [LoggerMessage(LogLevel.Warning, "Unit {Grid}/{Unit} could not be told; it is told again.")]
    private partial void TellFailed(Exception failure, string grid, string unit);
}
