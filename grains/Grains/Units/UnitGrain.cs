namespace ResponsibilityGrid;

/// <summary>The structure of a unit; its ledger, on the same activation, is in UnitGrain.Ledger.cs.</summary>
[GrainType("unit"), HomePlacement]
internal sealed partial class UnitGrain(
    [PersistentState("unit", GridGrains.Store)] IPersistentState<UnitState> store,
    [PersistentState("ledger", GridGrains.Store)] IPersistentState<LedgerState> ledgerStore,
    Structures structures,
    Sights sights,
    IItemRows rows,
    LedgerOptions options,
    Standings standings,
    LedgerGauges gauges,
    Homes homes,
    ClusterAge cluster,
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
        var (next, changes) = UnitRules.Record(_unit, Journal.Signed(facts, Grid), clock.GetUtcNow());
        if (changes > 0)
        {
            _unit = await store.Commit(next, this);
            Recount();
        }

        await TellPersons();
        return changes;
    }

    public async Task<UnitReply> Change(UnitCommand command)
    {
        if (_unit.Find(command) is { } told) return ReplyTo(told, await structures.Get(Grid));
        var structure = await structures.Renew(Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        var sight = command.Caller is { } caller ? await sights.On(caller, outline) : Sight.Everything;
        // What the grid orders of a unit was decided there.
        if (!Journal.IsOfStructure(command.Act) && !WriteRules.May(sight, outline, command, Code)) throw Refusals.MissingOver(Right.Keep);
        await CheckKnown();
        var named = command with { Name = await NameOf(command, sight) };
        if (UnitRules.Newborn(command) is { } person) await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person)).Claim(Code, command.Id);
        _unit = await store.Commit(UnitRules.Change(_unit, Code, named, structure, clock.GetUtcNow(), await LinksBack(command, structure)), this);
        Recount();
        await TellPersonsNow();
        return ReplyTo(_unit.Entries[^1], structure);
    }

    public async Task<Handover> Release(UnitCommand command)
    {
        if (_unit.Find(command) is null)
        {
            var today = (await structures.Get(Grid)).Settings.DateAt(clock.GetUtcNow());
            _unit = await store.Commit(PostRules.Release(_unit, Code, command, today, clock.GetUtcNow()), this);
            Recount();
        }

        await TellPersonsNow();
        return PostRules.HandoverOf(_unit, Code, command);
    }

    public async Task Take(Handover handover)
    {
        if (handover.IsWord)
        {
            if (PostRules.Hear(_unit, handover) is var heard && heard != _unit)
            {
                _unit = await store.Commit(heard, this);
                Recount();
            }
        }
        else if (_unit.Find(handover.Command) is null)
        {
            var today = (await structures.Get(Grid)).Settings.DateAt(clock.GetUtcNow());
            _unit = await store.Commit(PostRules.Take(_unit, Code, handover, today, clock.GetUtcNow()), this);
            Recount();
        }

        await TellPersonsNow();
    }

    public async Task See(int structureVersion)
    {
        await structures.Get(Grid, structureVersion);
        Recount();
    }

    public Task<List<Entry>> ListEntries(string? post) => Task.FromResult<List<Entry>>(post is null
        ? _unit.Entries
        : [.. _unit.Brought.Concat(_unit.Entries).Where(e => e.Subject == post || e.Other == post)]);

    public Task<List<Link>> ListLinks(string target) => Task.FromResult(_unit.Links.FindAll(l => l.Target == target && l.Span.Superseded is null));

    public Task<UnitDifference> Compare(UnitFacts facts) => Task.FromResult(UnitRules.Compare(_unit, facts, clock.GetUtcNow()));

    public async Task<UnitSheet> GetSheet(Moment? at)
    {
        if (at is null) return (await Today()).Sheet;
        var outline = structures.Still(await structures.Get(Grid), at.Value);
        var sheet = UnitRules.SheetAt(Code, _unit, at.Value, outline);
        await Learn(PostsOf(sheet, outline));
        return sheet with { Lives = LivesAt(sheet, outline), Reminders = _ledger.Reminders.FindAll(r => r.On <= at.Value.AsOf && r.At <= at.Value.KnownAt) };
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _unit = store.State;
        _ledger = ledgerStore.State;
        var isAlone = !ledgerStore.RecordExists || options.SureAfter == TimeSpan.Zero;
        _isSure = isAlone || cluster.IsYoung;
        CheckIn(isAlone ? CheckEvery : options.SureAfter);
        StartPump();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Shown = null;
        gauges.Forget(Grid, Code);
        return Task.CompletedTask;
    }

    /// <summary>What stood right after an entry was written, which is what the grid knew at that instant.</summary>
    private UnitReply ReplyTo(Entry entry, Structure structure)
    {
        var then = new Moment(structure.Settings.DateAt(entry.Recorded), entry.Recorded);
        return new UnitReply
        {
            Entry = entry,
            Unit = Code,
            Seat = UnitRules.SeatAt(_unit, entry.Subject, then, structure.Settings),
            Person = _unit.Residents.Find(r => r.Person == entry.Subject && r.Span.Recorded == entry.Recorded),
            Link = _unit.Links.Find(l => l.Target == entry.Subject && l.Span.Recorded == entry.Recorded),
        };
    }

    /// <summary>The links that end where a new one starts, from whichever unit keeps them.</summary>
    private async Task<List<Link>> LinksBack(UnitCommand command, Structure structure)
    {
        if (command is not { Act: ResponsibilityGrid.Act.Link, Link: LinkKind.Checks, Subject: { } subject }) return [];
        var unit = structures.Today(structure, clock.GetUtcNow()).Post(subject)?.Unit ?? Code;
        return unit == Code ? _unit.Links.FindAll(l => l.Target == subject) : await GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).ListLinks(subject);
    }

    /// <summary>The name of whoever comes to sit on a post; they must be on record.</summary>
    private async Task<string?> NameOf(UnitCommand command, Sight sight)
    {
        if (UnitRules.Newcomer(command) is not { } person) return command.Name;
        var known = GridKeys.IsCode(person) ? await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person)).Get() : new PersonView();
        // Nobody takes a person whom they neither have at home nor on a post; whether there is one, they are not told.
        if (!WriteRules.KeepsAll(sight) && !known.Seatings.Exists(s => sight.May(Right.Keep, s.Unit))) throw Refusals.MissingOver(Right.Keep);
        return known.Name is { Length: > 0 } name ? name : throw GridRuleException.NotFound("人员", person, "person");
    }

    /// <summary>The command is stored; a person's index that cannot be reached now is told by the pump.</summary>
    private async Task TellPersonsNow()
    {
        try
        {
            await TellPersons();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            TellFailed(failure, Grid, Code);
        }
    }

    /// <summary>Facts need a unit in the tree, whatever its dates.</summary>
    private async Task CheckKnown()
    {
        if (!Knows(await structures.Get(Grid)) && !Knows(await structures.Renew(Grid))) throw GridRuleException.NotFound("单位", Code);

        bool Knows(Structure structure) => structure.Units.Exists(u => u.Code == Code);
    }

    /// <summary>Tells each person in the outbox what this unit knows of them, and units that posts came from what was learnt since. The outbox empties with the next write; telling twice does no harm.</summary>
    private async Task TellPersons()
    {
        if (_unit.Outbox.Count == 0) return;
        var told = _unit.Version;
        foreach (var batch in _unit.Outbox.Chunk(16))
            await Task.WhenAll(batch.Select(Tell));
        if (_unit.Version == told) _unit = _unit with { Outbox = [] };

        Task Tell(string whom) => whom[0] == '/'
            ? GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, whom[1..])).Take(PostRules.WordFor(_unit, Code, whom[1..]))
            : TellPerson(whom);

        Task TellPerson(string person) => GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person)).Seat(new Seating
        {
            Unit = Code,
            Version = told,
            Home = _unit.Residents.LastOrDefault(r => r.Person == person && r.Span.Superseded is null),
            Fills = [.. _unit.Fills.Where(f => f.Person == person)],
            Stays = [.. _unit.Stays.Where(s => _unit.Fills.Exists(f => f.Person == person && f.Post == s.Post))],
        });
    }
}
