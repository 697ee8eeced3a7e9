namespace ResponsibilityGrid;

/// <summary>The numbers of the subtree. Each change is said to the unit above; whatever is lost on the way is asked for again.</summary>
internal sealed partial class SupervisionGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Coverage> _below = [];
    // The children that answered this activation. What came unasked may be a word from before, and is no reason not to ask.
    private readonly HashSet<string> _answered = [];
    private Watch? _watch;
    private Counted? _counted;
    private Coverage? _said;
    private IGrainTimer? _say;
    private bool _isDue;
    private bool _isSaying;
    private long _epoch;
    private long _number;

    /// <summary>What was counted, from what, and the matrices asked for since.</summary>
    private sealed record Counted(Outline Outline, List<CoverageCell> Own, List<Coverage> Children, Coverage Sum)
    {
        public Dictionary<MatrixQuery, MatrixView> Matrices { get; } = [];

        /// <summary>The departments whose officers' looks are among them.</summary>
        public List<string> Senders { get; } = [.. Sum.Cells.Select(cell => cell.Key.Sender).OfType<string>().Distinct()];
    }

    public async Task<Coverage> Receive(Coverage child)
    {
        Keep(child);
        return _below.GetValueOrDefault(child.Unit, child);
    }

    public async Task<Coverage?> GetCoverage(long epoch, long number, int structure)
    {
        var held = new Coverage { Epoch = epoch, Number = number };
        var sum = (await Count(structure)).Sum;
        if (held.IsNewerThan(sum))
        {
            Outbid(held);
            sum = (await Count(structure)).Sum;
        }

        return sum.IsNewerThan(held) ? sum : null;
    }

    public async Task<MatrixView> GetMatrix(MatrixQuery query)
    {
        var then = query.At is { } at ? structures.At(await structures.Get(Grid), at) : null;
        var sight = then is null ? await sights.Here(Grid) : await sights.Here(then, query.At);
        if (!sight.IsOnWay(Code)) throw GridRuleException.NotFound("单位", Code);
        var matrix = then is null ? await Matrix(query, sight) : await Recount(query, then, sight);
        // Of units above, the numbers are published, but not how they come about.
        return query.By != MatrixBy.Unit || sight.SeesAll ? matrix : matrix with { Rows = matrix.Rows.FindAll(row => row.Key is { } unit && sight.IsOnWay(unit)) };
    }

    private async Task<MatrixView> Matrix(MatrixQuery query, Sight sight)
    {
        var counted = await Count();
        if (counted.Outline.Standing(Code) is null) throw GridRuleException.NotFound("单位", Code);
        var isWhole = counted.Senders.TrueForAll(sender => Coverages.IsTold(sender, sight, counted.Outline));
        if (isWhole && counted.Matrices.TryGetValue(query, out var known)) return known;
        var duties = await DutiesAt(counted.Outline, query.List);
        var matrix = Coverages.Matrix(query, counted.Outline, Code, Told(counted.Own), counted.Children.ConvertAll(child => child with { Cells = Told(child.Cells) }), [.. duties.SelectMany(d => d.Duties)]) with { Settled = counted.Sum.Settled };
        if (!isWhole) return matrix;
        if (counted.Matrices.Count >= 64) counted.Matrices.Clear();
        return counted.Matrices[query] = matrix;

        List<CoverageCell> Told(List<CoverageCell> cells) => isWhole ? cells : cells.FindAll(cell => Coverages.IsTold(cell.Key.Sender, sight, counted.Outline));
    }

    private void StartClimb()
    {
        // Two activations of one instant must not count alike, or the second would pass for the first.
        _epoch = clock.GetUtcNow().UtcTicks + Random.Shared.Next(1 << 20);
        _say = this.RegisterGrainTimer(Say, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        // A word of an earlier activation may have been lost.
        if (_heads.Count > 0) SaySoon();
        // Without keeping anybody in memory: who is not asked for any more need not be up to date.
        this.RegisterGrainTimer(AskAgain, new GrainTimerCreationOptions(Again, Again) { Interleave = true });
    }

    private void Show()
    {
        if (_watch is { } shown) watches.Withdraw(Grid, Code, shown);
        watches.Show(Grid, Code, _watch = new Watch(_looks));
    }

    private void Changed()
    {
        _counted = null;
        SaySoon();
    }

    private void SaySoon()
    {
        if (_isDue) return;
        _isDue = true;
        _say?.Change(Soon, Timeout.InfiniteTimeSpan);
    }

    private void Keep(Coverage child)
    {
        if (!child.IsNewerThan(_below.GetValueOrDefault(child.Unit))) return;
        _below[child.Unit] = child;
        Changed();
    }

    /// <summary>Today's children, and the units that hung here when they ended: what was looked at in them stays looked at.</summary>
    private List<string> Branches(Outline outline) => [.. outline.Children(Code).Select(c => c.Code), .. outline.Former(Code)];

    private async Task<Counted> Count(int structure = 1)
    {
        var outline = structures.Today(await structures.Get(Grid, structure), clock.GetUtcNow());
        if (_counted is { Sum.Settled: true } known && known.Outline == outline) return known;
        await Hear(outline);
        var children = Branches(outline).ConvertAll(b => _below.GetValueOrDefault(b) ?? new Coverage { Unit = b });
        if (_counted is { } same && same.Outline == outline && same.Children.SequenceEqual(children)) return same;
        var own = Coverages.Of(_looks, outline.At.AsOf, outline.Settings);
        return _counted = new Counted(outline, own, children, new Coverage
        {
            Unit = Code,
            Epoch = _epoch,
            Number = ++_number,
            Structure = outline.Structure.Version,
            Settled = children.TrueForAll(c => IsHeard(c.Unit, outline)),
            Cells = Coverages.Add(own.Concat(children.SelectMany(c => c.Cells))),
        });
    }

    /// <summary>A child that counted by an older structure may count what hangs elsewhere by now.</summary>
    private bool IsHeard(string child, Outline outline) =>
        _answered.Contains(child) && _below.GetValueOrDefault(child) is { Settled: true } heard && heard.Structure >= outline.Structure.Version;

    /// <summary>Asks the children that were not heard, or had not heard theirs. One that does not answer is missing from the numbers, which say so.</summary>
    private async Task Hear(Outline outline) =>
        await Task.WhenAll(Branches(outline).Where(b => !IsHeard(b, outline)).Select(b => Ask(b, outline.Structure.Version)));

    private async Task Ask(string unit, int structure)
    {
        try
        {
            var held = _below.GetValueOrDefault(unit);
            if (await SupervisionOf(unit).GetCoverage(held?.Epoch ?? 0, held?.Number ?? 0, structure) is { } newer) Keep(newer);
            // Without new numbers, that it answered may settle these.
            if (_answered.Add(unit)) Changed();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            AskFailed(failure, Grid, unit);
        }
    }

    /// <summary>A child that went down between its write and its word has said nothing.</summary>
    private async Task AskAgain()
    {
        if (_counted is not { } counted) return;
        foreach (var child in counted.Children) await Ask(child.Unit, counted.Outline.Structure.Version);
    }

    private async Task Say()
    {
        _isDue = false;
        if (_isSaying) return;
        _isSaying = true;
        try
        {
            var counted = await Count();
            if (counted.Outline.ParentOf(Code) is not { } parent || counted.Sum == _said) return;
            var held = await SupervisionOf(parent).Receive(counted.Sum);
            if (held.IsNewerThan(counted.Sum)) Outbid(held);
            else _said = counted.Sum;
            if (_counted != counted) SaySoon();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            AskFailed(failure, Grid, Code);
            SaySoon();
        }
        finally
        {
            _isSaying = false;
        }
    }

    /// <summary>An earlier activation counted by a clock that was ahead; what is said from now on is newer than that.</summary>
    private void Outbid(Coverage held) => (_epoch, _number, _counted) = (held.Epoch + 1, 0, null);

    private ISupervisionGrain SupervisionOf(string unit) => GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, unit));

    [LoggerMessage(LogLevel.Warning, "The supervision of {Grid}/{Unit} was not heard or not passed on; it is tried again.")]
    private partial void AskFailed(Exception failure, string grid, string unit);
}
