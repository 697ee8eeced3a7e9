namespace ResponsibilityGrid;

/// <summary>The structure of a unit; its ledger, on the same activation, is in UnitGrain.Ledger.cs.</summary>
[GrainType("unit")]
internal sealed partial class UnitGrain(
    [PersistentState("unit", GridGrains.Store)] IPersistentState<UnitState> store,
    [PersistentState("ledger", GridGrains.Store)] IPersistentState<LedgerState> ledgerStore,
    Structures structures,
    IItemRows rows,
    LedgerOptions options,
    Standings standings,
    TimeProvider clock,
    ILogger<UnitGrain> log) : Grain, IUnitGrain, ILedgerGrain, IItemsGrain
{
    // What is committed. Reads interleave with writes, and the stores hold what is still on its way.
    private UnitState _unit = new();
    private LedgerState _ledger = new();

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<int> Record(UnitFacts facts)
    {
        await CheckKnown();
        var (next, changes) = UnitRules.Record(_unit, facts, clock.GetUtcNow());
        if (changes > 0)
        {
            _unit = await store.Commit(next, this);
            Recount();
        }

        await TellPersons();
        return changes;
    }

    public Task<UnitDifference> Compare(UnitFacts facts) => Task.FromResult(UnitRules.Compare(_unit, facts, clock.GetUtcNow()));

    public async Task<UnitSheet> GetSheet(Moment? at)
    {
        if (at is null) return (await Today()).Sheet;
        var sheet = UnitRules.SheetAt(Code, _unit, at.Value, structures.At(await structures.Get(Grid), at.Value));
        await Learn(sheet.Seats.Select(s => s.Post.Code));
        return sheet with { Lives = LivesAt(sheet), Reminders = _ledger.Reminders.FindAll(r => r.On <= at.Value.AsOf && r.At <= at.Value.KnownAt) };
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _unit = store.State;
        _ledger = ledgerStore.State;
        _isSure = !ledgerStore.RecordExists || options.SureAfter == TimeSpan.Zero;
        CheckIn(_isSure ? CheckEvery : options.SureAfter);
        StartPump();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Shown = null;
        return Task.CompletedTask;
    }

    /// <summary>Facts need a unit in the tree, whatever its dates.</summary>
    private async Task CheckKnown()
    {
        if (!Knows(await structures.Get(Grid)) && !Knows(await structures.Renew(Grid))) throw GridRuleException.NotFound("单位", Code);

        bool Knows(Structure structure) => structure.Units.Exists(u => u.Code == Code);
    }

    /// <summary>Tells each person in the outbox what this unit knows of them. The outbox empties with the next write; telling twice does no harm.</summary>
    private async Task TellPersons()
    {
        if (_unit.Outbox.Count == 0) return;
        var told = _unit.Version;
        foreach (var batch in _unit.Outbox.Chunk(16))
            await Task.WhenAll(batch.Select(Tell));
        if (_unit.Version == told) _unit = _unit with { Outbox = [] };

        Task Tell(string person) => GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person)).Seat(new Seating
        {
            Unit = Code,
            Version = told,
            Home = _unit.Residents.LastOrDefault(r => r.Person == person && r.Span.Superseded is null),
            Fills = [.. _unit.Fills.Where(f => f.Person == person)],
        });
    }
}
