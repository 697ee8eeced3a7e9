using Orleans.Placement;

namespace ResponsibilityGrid;

/// <summary>The actions of a unit; its numbers, and how they climb, are in SupervisionGrain.Climb.cs.</summary>
[GrainType("supervision"), HomePlacement]
internal sealed partial class SupervisionGrain(
    [PersistentState("supervision", GridGrains.Store)] IPersistentState<SupervisionState> store,
    Structures structures,
    Sights sights,
    Watches watches,
    TimeProvider clock,
    ILogger<SupervisionGrain> log) : Grain, ISupervisionGrain
{
    /// <summary>Actions in a log row. The unit's own row is written with every action, so it holds no more.</summary>
    public const int LogSize = 64;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(48);

    private SupervisionState _state = new();
    private Looks _looks = Looks.None;
    // Each action as it reads now, in short.
    private readonly SortedDictionary<int, Head> _heads = [];
    private readonly Dictionary<string, (int Number, ulong Digest)> _commands = [];

    private readonly record struct Head(int Latest, string Line, string By, bool Clean, bool Withdrawn, bool IsOfficers);

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    private int Last => (_state.Logs * LogSize) + _state.Actions.Count;

    public async Task<SupervisionAction> Record(ActionCommand command)
    {
        if (_commands.TryGetValue(command.Id, out var told) && command.IsTold(command.Id, told.Digest)) return await Find(told.Number);
        var structure = await structures.Renew(Grid);
        // By the tree as it is now, which may have changed since the command was let in.
        var now = structures.Today(structure, clock.GetUtcNow());
        var sight = command.Caller is { } caller ? await sights.On(caller, now) : Sight.Everything;
        if (!WriteRules.MayLookAt(sight, now, command.Actor, Code)) throw Refusals.MissingOver(Right.OwnItems);
        var former = command.Corrects is { } origin ? await Former(origin, sight) : null;
        var today = now.At.AsOf;
        var on = command.On ?? former?.On ?? today;
        var outline = structures.Still(structure, new Moment(on, DateTimeOffset.MaxValue));
        var watcher = Lines.WatcherOf(outline, command.Actor, await GrainFactory.LinksOf(Grid, outline, command.Actor), on);
        var targets = command.Targets is { } named ? await Standing(outline, named) : former?.Targets ?? [];
        var scene = new SupervisionRules.Scene(Code, Last + 1, outline, today, clock.GetUtcNow());
        var action = SupervisionRules.Take(command, watcher, former, targets, scene);
        await Store(action);
        return action;
    }

    public async Task<ActionPage> ListActions(ActionQuery query)
    {
        var sight = await sights.Here(Grid);
        if (!sight.Sees(Code) || structures.Today(await structures.Get(Grid), clock.GetUtcNow()).Standing(Code) is null) throw GridRuleException.NotFound("单位", Code);
        var wanted = query.Target is { } target ? _looks.At(target).Select(l => l.Origin).ToHashSet() : null;
        var found = _heads.Where(h => !h.Value.Withdrawn && sight.SeesLook(h.Value.By, h.Value.IsOfficers)
            && (wanted is null || wanted.Contains(h.Key))
            && (query.Line is null || query.Line == h.Value.Line)
            && (query.By is null || query.By == h.Value.By)
            && (query.Clean is null || query.Clean == h.Value.Clean)).ToList();
        var page = found.Where(h => query.Before is null || h.Key < query.Before).Reverse().Take(query.First);
        return new ActionPage([.. await Task.WhenAll(page.Select(h => Find(h.Value.Latest)))], found.Count);
    }

    public Task<List<SupervisionAction>> ListAll() => Read(1);

    public async Task<List<SupervisionAction>> ListSince(int number) =>
        number >= Last ? [] : [.. (await Read((number / LogSize) + 1)).Where(a => a.Number > number)];

    public async Task<List<SupervisionAction>> GetAction(int origin)
    {
        var sight = await sights.Here(Grid);
        if (!_heads.TryGetValue(origin, out var head) || !sight.Sees(Code) || !sight.SeesLook(head.By, head.IsOfficers)) return [];
        var entries = new List<SupervisionAction> { await Find(origin) };
        if (head.Latest != origin) entries.AddRange((await Read(((origin - 1) / LogSize) + 1)).Where(a => a.Corrects == origin));
        return entries;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        foreach (var action in await Read(1)) Index(action);
        Show();
        StartClimb();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_watch is { } shown) watches.Withdraw(Grid, Code, shown);
        return Task.CompletedTask;
    }

    /// <summary>A full row goes to the log first: cut off in between, the next time writes the same there again.</summary>
    private async Task Store(SupervisionAction action)
    {
        var next = _state with { Actions = [.. _state.Actions, action] };
        if (_state.Actions.Count >= LogSize)
        {
            await LogOf(_state.Logs + 1).Keep(_state.Actions);
            next = next with { Logs = _state.Logs + 1, Actions = [action] };
        }

        _state = await store.Commit(next, this);
        Index(action);
        Show();
        Changed();
    }

    private void Index(SupervisionAction action)
    {
        _looks = _looks.With(action);
        _heads[action.Origin] = new Head(action.Number, action.Line, action.By, action.Clean, action.Withdrawn, action.Officer is not null);
        if (action.Recorded > clock.GetUtcNow() - Memory) _commands[action.Command] = (action.Number, action.Digest);
    }

    /// <summary>Every action from a log row on, the oldest first.</summary>
    private async Task<List<SupervisionAction>> Read(int from)
    {
        var (state, actions) = (_state, new List<SupervisionAction>());
        foreach (var parts in Enumerable.Range(from, Math.Max(0, state.Logs + 1 - from)).Chunk(16))
            actions.AddRange((await Task.WhenAll(parts.Select(part => LogOf(part).List()))).SelectMany(part => part));
        return [.. actions, .. state.Actions];
    }

    private async Task<SupervisionAction> Find(int number)
    {
        var state = _state;
        var behind = number - (state.Logs * LogSize) - 1;
        return behind >= 0 ? state.Actions[behind] : (await LogOf(((number - 1) / LogSize) + 1).List())[(number - 1) % LogSize];
    }

    /// <summary>What is corrected; of a look that is not shown nothing is said, not even whose it is.</summary>
    private async Task<SupervisionAction> Former(int origin, Sight sight) =>
        _heads.TryGetValue(origin, out var head) && sight.SeesLook(head.By, head.IsOfficers) ? await Find(head.Latest) : throw GridRuleException.NotFound("监督记录", $"{Code}/{origin}", "action");

    private ISupervisionLogGrain LogOf(int part) => GrainFactory.GetGrain<ISupervisionLogGrain>(GridKeys.SupervisionLog(this.GetPrimaryKeyString(), part));
}

[GrainType("supervision-log"), PreferLocalPlacement]
internal sealed class SupervisionLogGrain([PersistentState("supervision-log", GridGrains.Store)] IPersistentState<SupervisionLogState> store) : Grain, ISupervisionLogGrain
{
    public async Task Keep(List<SupervisionAction> actions)
    {
        // Older actions never change, so whatever stands here already is the same.
        if (store.State.Actions.Count == 0) await store.Commit(new SupervisionLogState { Actions = actions }, this);
    }

    public Task<List<SupervisionAction>> List() => Task.FromResult(store.State.Actions);
}
