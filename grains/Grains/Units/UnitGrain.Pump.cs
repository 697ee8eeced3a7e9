namespace ResponsibilityGrid;

/// <summary>What moves by itself: lists and staffing go down, numbers climb. Whatever is lost on the way is seen to be missing and sent again.</summary>
internal sealed partial class UnitGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, RollUp> _below = [];
    private readonly Dictionary<string, ulong> _telling = [];
    private readonly Dictionary<string, Overview> _overviews = [];
    private readonly Dictionary<string, List<Run>> _runs = [];
    private IGrainTimer? _pump;
    private RollUp? _sum;
    private RollUp? _reported;
    private bool _reporting;
    private long _epoch;
    private long _number;

    public async Task<RollUp> Receive(RollUp child)
    {
        await Hear(child);
        return _below.GetValueOrDefault(child.Unit, child);
    }

    private void StartPump()
    {
        _epoch = clock.GetUtcNow().UtcTicks;
        _pump = this.RegisterGrainTimer(_ => Pump(), new GrainTimerCreationOptions(TimeSpan.Zero, Beat) { Interleave = true, KeepAlive = true });
    }

    private void Recount()
    {
        _page = null;
        Resum();
    }

    private void Resum()
    {
        _sum = null;
        _overviews.Clear();
        _runs.Clear();
        _pump?.Change(Soon, Beat);
    }

    private IEnumerable<string> StaffedBelow(Outline outline) =>
        outline.Children(Code).Where(c => c.Kind == UnitKind.Department).SelectMany(c => _below.TryGetValue(c.Code, out var heard) ? heard.Filled : []);

    /// <summary>The numbers of the subtree as far as they were heard.</summary>
    private async Task<RollUp> Count()
    {
        var page = await Today();
        if (_sum is { } sum) return sum;
        var children = page.Outline.Children(Code).Select(c => RollUps.AsHeard(_below.GetValueOrDefault(c.Code), c.Code, page.Outline, page.InForce)).ToList();
        var stamp = BriefFor(page).Stamp;
        var briefed = Code == Grid || _brief is not null;
        return _sum = RollUps.Sum(page.Own, children) with
        {
            Epoch = _epoch,
            Number = ++_number,
            BriefStamp = _brief?.Stamp ?? 0,
            Settled = briefed && page.Own.Settled && children.TrueForAll(c => c.Settled && c.Today == page.Own.Today && c.BriefStamp == stamp),
        };
    }

    private async Task Hear(RollUp child)
    {
        if (!child.IsNewerThan(_below.GetValueOrDefault(child.Unit))) return;
        var before = _below.GetValueOrDefault(child.Unit);
        _below[child.Unit] = child;
        var page = await Today();
        if (page.Outline.Find(child.Unit)?.Kind == UnitKind.Department && !child.Filled.SequenceEqual(before?.Filled ?? [])) Recount();
        else Resum();
    }

    private async Task Pump()
    {
        try
        {
            if (await IsUnknown())
            {
                // Nobody entered this unit, so far. Whoever does wakes it.
                _pump?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }

            await AdoptByDate();
            var page = await Today();
            TellBelow(page);
            if (Code != Grid) await Report(page.Outline.Unit(Code).Parent!);
            if (_unit.Outbox.Count > 0) await TellPersons();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            PumpFailed(failure, Grid, Code);
        }
    }

    private async ValueTask<bool> IsUnknown() => !(await structures.Get(Grid)).Units.Exists(u => u.Code == Code);

    /// <summary>The root takes what comes into force, or goes out of it, with the date alone.</summary>
    private async Task AdoptByDate()
    {
        if (Code != Grid) return;
        var structure = await structures.Get(Grid);
        var brief = Briefing.ForRoot(structure, structure.Settings.DateAt(clock.GetUtcNow()));
        if (brief.Stamp != _brief?.Stamp && brief.StructureVersion > 0)
            await this.AsReference<ILedgerGrain>().Adopt(brief);
    }

    private Brief BriefFor(Page page) => Briefing.Write(page.Outline.Structure.Version, HeldOf(page), page.Staffing);

    private List<AdoptedList> HeldOf(Page page) => [.. _ledger.Adopted.Where(a => page.InForce.Exists(l => l.List == a.List))];

    /// <summary>Tells every child whose numbers do not carry today's brief. A child that does not answer keeps nobody waiting.</summary>
    private void TellBelow(Page page)
    {
        if (Code != Grid && _brief is null) return;
        var brief = BriefFor(page);
        foreach (var child in page.Outline.Children(Code))
            if (_below.GetValueOrDefault(child.Code)?.BriefStamp != brief.Stamp && _telling.GetValueOrDefault(child.Code) != brief.Stamp)
                _ = Tell(child.Code, brief);
    }

    private async Task Tell(string child, Brief brief)
    {
        _telling[child] = brief.Stamp;
        try
        {
            await Hear(await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, child)).Adopt(brief));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            TellFailed(failure, Grid, child);
        }
        finally
        {
            _telling.Remove(child);
        }
    }

    private async Task Report(string parent)
    {
        if (_reporting) return;
        _reporting = true;
        try
        {
            var sum = await Count();
            if (sum == _reported) return;
            var held = await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, parent)).Receive(sum);
            if (held.IsNewerThan(sum)) (_epoch, _number, _sum) = (held.Epoch + 1, 0, null);
            else _reported = sum;
        }
        finally
        {
            _reporting = false;
        }
    }

    private async Task<Overview> OverviewOf(RollUp rollUp, string? list)
    {
        var page = await Today();
        var children = page.Outline.Children(Code).Where(c => _below.ContainsKey(c.Code)).Select(c => Overviews.Of(_below[c.Code], page.Outline, page.DutyOf, list, []));
        return Overviews.Of(rollUp, page.Outline, page.DutyOf, list, children);
    }

    [LoggerMessage(LogLevel.Warning, "Unit {Grid}/{Unit} could not pass on; it tries again.")]
    private partial void PumpFailed(Exception failure, string grid, string unit);

    [LoggerMessage(LogLevel.Warning, "Unit {Grid}/{Unit} could not be told; it is told again.")]
    private partial void TellFailed(Exception failure, string grid, string unit);
}
