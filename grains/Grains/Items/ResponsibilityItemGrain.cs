using Orleans.Placement;

namespace ResponsibilityGrid;

/// <summary>On the silo of its ledger, which is the only one to call it.</summary>
[GrainType("item"), PreferLocalPlacement]
internal sealed partial class ResponsibilityItemGrain(
    [PersistentState("item", GridGrains.Store)] IPersistentState<ResponsibilityItemState> store,
    TimeProvider clock,
    ILogger<ResponsibilityItemGrain> log) : Grain, IResponsibilityItemGrain
{
    /// <summary>Entries in a log row. The item's own row is written with every command, so it holds at most twice as many.</summary>
    public const int LogSize = 8;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private ResponsibilityItemState _state = new();
    // Commands of the last day whose entries have left the row, by id; read when the first command after an activation asks.
    private Dictionary<string, Entry>? _older;
    private IGrainTimer? _shelving;
    // Whether the row was not looked for, since the ledger says that there is none.
    private bool _isUnread;
    // Whether the older half of the row stands in the log already.
    private bool _isShelved;

    public async Task<ItemOutcome> Act(ItemCommand command, ItemScene scene)
    {
        if (await Known(command) is { } entry) return new(_state.Life, entry, await After(entry));
        try
        {
            var (next, written) = ItemRules.Take(Rest(), command, scene, clock.GetUtcNow());
            await Store(next);
            return new(_state.Life, written);
        }
        catch (GridRuleException) when (_isUnread)
        {
            // Nobody is turned away by hearsay: only the row itself refuses.
            await Read();
            return await Act(command, scene);
        }
    }

    public async Task<ItemLife> TakeCharge(Charge charge)
    {
        var rest = Rest();
        var next = ItemRules.TakeCharge(rest, charge, clock.GetUtcNow());
        if (next != rest) await Store(next);
        return _state.Life;
    }

    public Task<List<Charge>> ListCharges() => Task.FromResult(_state.Charges);

    public async Task<History> ListHistory(int after, int first)
    {
        // One look at the row: entries that leave it meanwhile stand in the log as well.
        var state = _state;
        var entries = new List<Entry>();
        for (var part = (after / LogSize) + 1; part <= state.Logs && entries.Count < first; part++)
            entries.AddRange((await LogOf(part).List()).Where(e => e.Number > after).Take(first - entries.Count));
        entries.AddRange(state.Entries.Where(e => e.Number > after).Take(first - entries.Count));
        return new History(entries, state.Count);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        _isUnread = Untouched.IsSaidOf(this.GetGrainId());
        ShelveSoon();
        return Task.CompletedTask;
    }

    private async Task Read()
    {
        Untouched.Forget();
        await store.ReadStateAsync();
        (_state, _isUnread) = (store.State, false);
    }

    /// <summary>What answers a command that was taken before.</summary>
    private async ValueTask<Entry?> Known(ItemCommand command)
    {
        if (_state.Entries.FindLast(e => e.Answers(command)) is { } recent) return recent;
        if (_state.Logs == 0) return null;
        _older ??= await OlderCommands();
        return _older.TryGetValue(command.Id, out var entry) && entry.Answers(command) ? entry : null;
    }

    /// <summary>The life right after an entry; nothing where it is the last one. Reads back as far as the last step of the item's own people.</summary>
    private async ValueTask<ItemLife?> After(Entry entry)
    {
        if (entry.Number == _state.Count) return null;
        List<Entry> entries = [];
        for (var end = entry.Number; end > 0 && !entries.Exists(e => ItemRules.Moves(e.Act)); end -= LogSize)
            entries.InsertRange(0, (await ListHistory(Math.Max(0, end - LogSize), Math.Min(end, LogSize))).Entries);
        return Lives.After(_state.Life, entries);
    }

    private async Task<Dictionary<string, Entry>> OlderCommands()
    {
        var older = new Dictionary<string, Entry>();
        var since = clock.GetUtcNow() - Memory;
        for (var part = _state.Logs; part > 0; part--)
        {
            var entries = await LogOf(part).List();
            foreach (var entry in entries) older.TryAdd(entry.Command, entry);
            if (entries[0].Recorded < since) break;
        }

        return older;
    }

    private void ShelveSoon()
    {
        if (_state.Entries.Count < 2 * LogSize || _isShelved || _shelving is not null) return;
        _shelving = this.RegisterGrainTimer(Shelve, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Writes the older half of the row to a log row as well; the next command's write leaves it out. Cut off in between, the next time writes the same there again.</summary>
    private async Task Shelve()
    {
        _shelving?.Dispose();
        _shelving = null;
        try
        {
            await LogOf(_state.Logs + 1).Keep(_state.Entries[..LogSize]);
            _isShelved = true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ShelvingFailed(failure, this.GetPrimaryKeyString());
        }
    }

    /// <summary>The row without what the log holds by now.</summary>
    private ResponsibilityItemState Rest() =>
        _isShelved ? _state with { Entries = _state.Entries[LogSize..], Logs = _state.Logs + 1 } : _state;

    private async Task Store(ResponsibilityItemState next)
    {
        var shelved = _isShelved ? _state.Entries[..LogSize] : [];
        _state = await store.Commit(next, this);
        (_isShelved, _isUnread) = (false, false);
        foreach (var entry in shelved) _older?.TryAdd(entry.Command, entry);
        ShelveSoon();
    }

    private IItemLogGrain LogOf(int part) => GrainFactory.GetGrain<IItemLogGrain>(GridKeys.ItemLog(this.GetPrimaryKeyString(), part));

    [LoggerMessage(LogLevel.Warning, "The history of {Item} was not moved to its log; it is tried again after the next command.")]
    private partial void ShelvingFailed(Exception failure, string item);
}

[GrainType("item-log"), PreferLocalPlacement]
internal sealed class ItemLogGrain([PersistentState("item-log", GridGrains.Store)] IPersistentState<ItemLogState> store) : Grain, IItemLogGrain
{
    public async Task Keep(List<Entry> entries)
    {
        // Older entries never change, so whatever stands here already is the same.
        if (store.State.Entries.Count == 0) await store.Commit(new ItemLogState { Entries = entries }, this);
    }

    public Task<List<Entry>> List() => Task.FromResult(store.State.Entries);
}
