using Orleans.Placement;

namespace ResponsibilityGrid;

/// <summary>What is said of flags; what they are worked out of is in FlagsGrain.Gather.cs.</summary>
[GrainType("flags"), PreferLocalPlacement]
internal sealed partial class FlagsGrain(
    [PersistentState("flags", GridGrains.Store)] IPersistentState<FlagsState> store,
    Structures structures,
    Sights sights,
    IItemRows rows,
    ClusterAge cluster,
    TimeProvider clock) : Grain, IFlagsGrain
{
    /// <summary>Decisions in a log row. The grid's own row is written with every one, so it holds no more.</summary>
    public const int LogSize = 64;

    private FlagsState _state = new();
    private readonly List<FlagDecision> _decisions = [];
    private ILookup<string, FlagDecision> _byRecord = Enumerable.Empty<FlagDecision>().ToLookup(_ => "");

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<FlagPage> ListFlags(FlagQuery query)
    {
        var outline = await Gather();
        var sight = await sights.Here(Grid);
        var found = Asked(query, sight, outline).OrderByDescending(flag => flag.Flag.Records.Count).ThenBy(flag => flag.Flag.Id, StringComparer.Ordinal).ToList();
        var page = found.SkipWhile(flag => query.After is { } after && !IsBehind(flag.Flag, after)).Take(query.First);
        return new FlagPage([.. page.Select(flag => View(flag.Flag, flag.Decisions, sight, outline))], found.Count);
    }

    public async Task<int?> CountUndecided(FlagQuery query)
    {
        if (_outline is null && cluster.IsInFlux) return null;
        var outline = await Gather();
        return Asked(query, await sights.Here(Grid), outline).Count(flag => FlagRules.StateOf(flag.Decisions) is FlagState.Open or FlagState.Disputed);
    }

    public async Task<FlagView?> GetFlag(string id)
    {
        var outline = await Gather();
        var sight = await sights.Here(Grid);
        return Find(id, sight, outline) is { } flag ? View(flag, FlagRules.DecisionsOn(flag.Records, _byRecord), sight, outline) : null;
    }

    public async Task<FlagView> Decide(FlagCommand command)
    {
        var outline = await Gather();
        var sight = command.Caller is { } caller ? await sights.On(caller, outline) : Sight.Everything;
        var told = _decisions.Find(d => command.IsTold(d.Command, d.Digest));
        if (Find(command.Flag, sight, outline) is not { } flag)
        {
            // It may have gone since: what was said of it is still told to whoever said it.
            if (told is not null && told.By == command.Caller?.Subject) return FlagRules.Gone(told, [.. _decisions.Where(d => d.Flag == told.Flag && d.Number <= told.Number).Select(d => FlagRules.Narrow(d, sight))]);
            throw WriteRules.KeepsAll(sight) ? GridRuleException.NotFound("线索", command.Flag, "flag") : Refusals.MissingOver(Right.OwnItems);
        }

        if (told is null)
        {
            var said = FlagRules.DecisionsOn(flag.Records, _byRecord);
            var watcher = command.Stance == FlagStance.Dispute ? null : Lines.WatcherOf(outline, command.Actor, await GrainFactory.LinksOf(Grid, outline, command.Actor), outline.At.AsOf);
            var scene = new FlagRules.Scene(_decisions.Count + 1, outline, clock.GetUtcNow());
            await Store(FlagRules.Take(command, View(flag, said, sight, outline), flag.Records, watcher, scene));
        }

        return View(flag, FlagRules.DecisionsOn(flag.Records, _byRecord), sight, outline);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        foreach (var part in Enumerable.Range(1, _state.Logs)) _decisions.AddRange(await LogOf(part).List());
        _decisions.AddRange(_state.Decisions);
        Index();
    }

    private IEnumerable<(Finding Flag, List<FlagDecision> Decisions)> Asked(FlagQuery query, Sight sight, Outline outline)
    {
        if (!sight.Shows(query.Unit) || outline.Find(query.Unit) is null) throw GridRuleException.NotFound("单位", query.Unit);
        var below = outline.Preorder(query.Unit).ToHashSet();
        return Found(sight, outline, query.Kind)
            .Where(flag => flag.Records.Exists(r => r.On >= query.From && r.On <= query.To && (query.Post is { } post ? FlagRules.IsOf(r, post, query.Persons) : below.Contains(r.Unit))))
            .Select(flag => (Flag: flag, Decisions: FlagRules.DecisionsOn(flag.Records, _byRecord)))
            .Where(flag => query.State is null || query.State == FlagRules.StateOf(flag.Decisions));
    }

    private static bool IsBehind(Finding flag, FlagPlace after) =>
        flag.Records.Count != after.Count ? flag.Records.Count < after.Count : string.CompareOrdinal(flag.Id, after.Id) > 0;

    /// <summary>A full row goes to the log first: cut off in between, the next time writes the same there again.</summary>
    private async Task Store(FlagDecision decision)
    {
        var next = _state with { Decisions = [.. _state.Decisions, decision] };
        if (_state.Decisions.Count >= LogSize)
        {
            await LogOf(_state.Logs + 1).Keep(_state.Decisions);
            next = next with { Logs = _state.Logs + 1, Decisions = [decision] };
        }

        _state = await store.Commit(next, this);
        _decisions.Add(decision);
        Index();
    }

    private void Index() => _byRecord = _decisions.SelectMany(d => d.Records.Select(record => (record, d))).ToLookup(r => r.record, r => r.d);

    private IFlagLogGrain LogOf(int part) => GrainFactory.GetGrain<IFlagLogGrain>(GridKeys.FlagLog(this.GetPrimaryKeyString(), part));
}

[GrainType("flag-log"), PreferLocalPlacement]
internal sealed class FlagLogGrain([PersistentState("flag-log", GridGrains.Store)] IPersistentState<FlagLogState> store) : Grain, IFlagLogGrain
{
    public async Task Keep(List<FlagDecision> decisions)
    {
        // Older decisions never change, so whatever stands here already is the same.
        if (store.State.Decisions.Count == 0) await store.Commit(new FlagLogState { Decisions = decisions }, this);
    }

    public Task<List<FlagDecision>> List() => Task.FromResult(store.State.Decisions);
}
