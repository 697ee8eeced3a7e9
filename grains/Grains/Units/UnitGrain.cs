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
        var signed = Journal.Signed(facts, Grid);
        await CheckKnown();
        var scene = await SceneOf(signed, await structures.Get(Grid));
        if (Newcomers(signed) is { Count: > 0 } newcomers)
        {
            // Whatever else is wrong is said first, and reserves nobody's code.
            UnitRules.Record(_unit, signed, clock.GetUtcNow(), scene);
            await Waves.Tell(newcomers, person => PersonOf(person).Claim(Code, null));
        }

        var (next, changes) = UnitRules.Record(_unit, signed, clock.GetUtcNow(), scene);
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
        if (Journal.IsSenders(_unit.Entries.Concat(_unit.Brought), command) && _unit.Find(command) is { } told) return ReplyTo(told, await structures.Get(Grid));
        var structure = await structures.Renew(Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        var sight = command.Caller is { } caller ? await sights.On(caller, outline) : Sight.Everything;
        // What the grid orders of a unit was decided there.
        if (!Journal.IsOfStructure(command.Act) && !WriteRules.May(sight, outline, command, Code) && !IsLeaver(sight, command))
            throw Refusals.MissingOver(command.Act is ResponsibilityGrid.Act.SignHandover ? Right.OwnItems : Right.Keep);
        if (_unit.Find(command) is { } others) return ReplyTo(others, structure);
        await CheckKnown();
        var named = command with { Name = await NameOf(command, sight) };
        if (UnitRules.Newborn(command, structure, Code, outline.At.AsOf) is { } person) await PersonOf(person).Claim(Code, command.Id);
        using (var turn = named.Act is ResponsibilityGrid.Act.Vacate or ResponsibilityGrid.Act.CorrectFill ? await _turns.Alone(named.Post!) : default(PostTurns.Turn?))
        {
            if (turn is not null) named = await Dispose(named, structure);
            _unit = await store.Commit(UnitRules.Change(_unit, Code, named, structure, clock.GetUtcNow(), await LinksBack(command, structure)), this);
            Recount();
        }

        await TellPersonsNow();
        return ReplyTo(_unit.Entries[^1], structure);
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

    public Task<List<Interview>> ListInterviews() => Task.FromResult(_unit.Interviews);

    public async Task<UnitDifference> Compare(UnitFacts facts)
    {
        var structure = facts.AsCommands ? await structures.Renew(Grid) : await structures.Get(Grid);
        var difference = UnitRules.Compare(_unit, facts, clock.GetUtcNow(), await SceneOf(facts, structure));
        return await TakenOf(facts) is { Count: > 0 } taken ? difference with { Refused = [.. difference.Refused, .. taken] } : difference;
    }

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
        var isYoung = cluster.IsYoung;
        _isSure = isAlone || isYoung;
        CheckIn(isAlone ? CheckEvery : options.SureAfter);
        // Whoever is away from the start was placed before the tree was known; after a total stop, before the other silos were there, who take their share later.
        _away = ledgerStore.RecordExists && isYoung ? 0 : Patience - 2;
        // Until its first beat.
        gauges.Note(Grid, Code, new Pulse(IsSettled: false, null, null));
        StartPump();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        (Worked, Shown) = (null, null);
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
            Link = _unit.Links.Find(l => l.Target == entry.Subject && l.Span.Recorded == entry.Recorded) is { } link ? link with { Version = LinkRules.VersionOf(_unit.Links, link, entry.Recorded) } : null,
            Interview = _unit.Interviews.Find(i => i.Command == entry.Command && i.Recorded == entry.Recorded),
            Leaving = entry.Act is ResponsibilityGrid.Act.Vacate or ResponsibilityGrid.Act.CorrectFill or ResponsibilityGrid.Act.SignHandover
                && _unit.Leavings.FindLast(l => l.Post == entry.Subject && l.Recorded <= entry.Recorded && (entry.Act is ResponsibilityGrid.Act.SignHandover ? l.Person == entry.Other : l.Command == entry.Command)) is { } leaving
                ? LeavingRules.At(leaving, entry.Recorded) with { Unit = Code } : null,
        };
    }

    /// <summary>The name of whoever comes to sit on a post; they must be on record.</summary>
    private async Task<string?> NameOf(UnitCommand command, Sight sight)
    {
        if (UnitRules.Newcomer(command) is not { } person) return command.Name;
        var known = GridKeys.IsCode(person) ? await PersonOf(person).Get() : new PersonView();
        // Nobody takes a person whom they neither have at home nor on a post; whether there is one, they are not told.
        if (!WriteRules.KeepsAll(sight) && !known.Seatings.Exists(s => sight.May(Right.Keep, s.Unit))) throw Refusals.MissingOver(Right.Keep);
        return known.Name is { Length: > 0 } name ? name : throw GridRuleException.NotFound("人员", person, "person");
    }

    /// <summary>Facts need a unit in the tree, whatever its dates.</summary>
    private async Task CheckKnown()
    {
        if (!Knows(await structures.Get(Grid)) && !Knows(await structures.Renew(Grid))) throw GridRuleException.NotFound("单位", Code);

        bool Knows(Structure structure) => structure.Units.Exists(u => u.Code == Code);
    }
}
