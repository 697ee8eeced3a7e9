namespace ResponsibilityGrid;

/// <summary>
/// The records that flags are worked out of, in memory: what the items' rows and the supervision of units hold. Before each answer every unit is
/// asked what is new, and only that is read.
/// </summary>
internal sealed partial class FlagsGrain
{
    private const int AskedAtOnce = 64, ReadAtOnce = 2000;

    private GridSettings _settings = new();
    private LookAlikes _lookAlikes = null!;
    private readonly Dictionary<string, Forwarding> _forwardings = [];
    private readonly Dictionary<ItemKey, Known> _items = [];
    private readonly Dictionary<string, (long Epoch, long Number)> _marks = [];
    private readonly Dictionary<string, int> _actions = [];
    private WordRules.Names _names = new([]);
    private Outline? _outline;
    private Task _gathering = Task.CompletedTask;
    private Task? _next;

    /// <summary>How far an item was read, and when its own people did something.</summary>
    private sealed record Known(int Revision, int Entries, List<DateOnly> Acts);

    /// <summary>What is new in a unit: looks, and the items with something to read, if any was touched.</summary>
    private sealed record News(string Unit, List<SupervisionAction> Actions, TouchedItems? Touched);

    /// <summary>An item handed on, with the records of both texts.</summary>
    private sealed record Forwarding(HandedOn Handed, FlagRecord Parent, FlagRecord Child);

    /// <summary>
    /// Everything that was written before this was asked. What is under way may have asked a unit too early, so whoever comes waits for the
    /// one behind it, together with all who came meanwhile.
    /// </summary>
    private async Task<Outline> Gather()
    {
        await (_next ??= Follow(_gathering));
        return _outline!;
    }

    private async Task Follow(Task before)
    {
        await Task.Yield();
        await Task.WhenAny(before);
        (_gathering, _next) = (_next!, null);
        var structure = await structures.Get(Grid);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        _settings = outline.Settings;
        _lookAlikes ??= new LookAlikes(_settings.LookAlikePercent / 100.0);
        // Of all units ever: a name is no less one because the unit is gone.
        if (_outline?.Structure.Version != structure.Version) _names = new(structure.Units.Select(unit => unit.Name));
        foreach (var units in outline.Units.Chunk(AskedAtOnce)) await Take(await Task.WhenAll(units.Select(Hear)), outline);
        if (_outline != outline) _lookAlikes.Relocate(record => UnitOf(record, outline));
        _outline = outline;
    }

    private async Task<News> Hear(string unit)
    {
        var (epoch, number) = _marks.GetValueOrDefault(unit);
        var touching = GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, unit)).ListTouched(epoch, number);
        var actions = await GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, unit)).ListSince(_actions.GetValueOrDefault(unit));
        return new News(unit, actions, await touching);
    }

    /// <summary>
    /// Reads the rows of several units in a few turns: each turn comes behind whoever wants a unit back from the store, and after a restart those are many.
    /// None is so long that they would wait for all histories of the grid.
    /// </summary>
    private async Task Take(News[] news, Outline outline)
    {
        foreach (var action in news.SelectMany(of => of.Actions)) Take(action);
        var touched = news.SelectMany(of => of.Touched?.Items ?? []);
        var newer = touched.Where(item => item.Revision > (_items.GetValueOrDefault(item.Key)?.Revision ?? 0)).Select(item => item.Key);
        foreach (var items in newer.Chunk(ReadAtOnce))
            foreach (var row in await rows.ReadHistories(items)) await Take(row, outline);
        foreach (var of in news)
            if (of.Touched is { } marked) _marks[of.Unit] = (marked.Epoch, marked.Number);
    }

    private void Take(SupervisionAction action)
    {
        var id = FlagRules.IdOf(FlagSource.Action, action.Unit, action.Origin);
        if (action.Withdrawn || Words(action.Text ?? "", action.Who.Name) is not { } words) _lookAlikes.Remove(id);
        else
            _lookAlikes.Put(new FlagRecord
            {
                Id = id, Source = FlagSource.Action, Unit = action.Unit, Number = action.Origin, Who = action.Who, On = action.On, Recorded = action.Recorded, Text = action.Text!,
                Sender = action.Officer is null ? null : action.By,
            }, words);
        _actions[action.Unit] = Math.Max(action.Number, _actions.GetValueOrDefault(action.Unit));
    }

    private async Task Take(ItemRow row, Outline outline)
    {
        var (life, known) = (row.Life, _items.GetValueOrDefault(row.Life.Key) ?? new Known(0, 0, []));
        if (known.Revision >= life.Revision) return;
        var history = await Since(row, known.Entries);
        var acts = history.Where(e => PassThroughRules.IsOwnAct(e.Act)).Select(e => e.On).ToList();
        known = new Known(life.Revision, history is [.., var last] ? last.Number : known.Entries, acts.Count == 0 ? known.Acts : [.. known.Acts, .. acts]);
        _items[life.Key] = known;
        var reports = history.FindAll(e => e.Act == Act.ReportItem);
        if (reports.Count == 0 && row.Charges.Count == 0) return;
        var duty = await DutyOf(life);
        var unit = outline.Bearer(life.Key.Post)?.Unit ?? "";
        foreach (var entry in reports)
        {
            var text = string.IsNullOrWhiteSpace(entry.Text) ? string.Join('；', entry.Evidence ?? []) : entry.Text;
            if (Words(text, entry.Who.Name, duty?.Title) is not { } words) continue;
            _lookAlikes.Put(new FlagRecord
            {
                Id = FlagRules.IdOf(FlagSource.Report, life.Key.ToString(), entry.Number), Source = FlagSource.Report, Unit = unit, Item = life.Key, Number = entry.Number, Who = entry.Who,
                On = entry.On, Recorded = entry.Recorded, Text = text,
            }, words);
        }

        if (duty is null) return;
        foreach (var charge in row.Charges.Where(charge => !charge.IsGiven))
        {
            var handed = PassThroughRules.Of(charge, duty, known.Acts, _names);
            _forwardings[charge.Key.ToString()] = new Forwarding(handed, Text(FlagSource.Parent, life.Key, handed.ParentText, 100), Text(FlagSource.Child, charge.Key, handed.ChildText, handed.Percent));

            FlagRecord Text(FlagSource source, ItemKey item, string text, int similarity) => new()
            {
                Id = FlagRules.IdOf(source, charge.Key.ToString(), 0), Source = source, Item = item, Who = charge.By, On = charge.On,
                Recorded = row.Entries.Find(e => e.Command == charge.Command)?.Recorded ?? default, Text = text, Similarity = similarity,
            };
        }
    }

    /// <summary>The history behind an entry, also of what has left the row.</summary>
    private async Task<List<Entry>> Since(ItemRow row, int entry)
    {
        var older = new List<Entry>();
        for (var part = (entry / ResponsibilityItemGrain.LogSize) + 1; part <= row.Logs; part++)
            older.AddRange(await GrainFactory.GetGrain<IItemLogGrain>(GridKeys.ItemLog(GridKeys.Item(row.Life.Key), part)).List());
        return [.. older.Concat(row.Entries).Where(e => e.Number > entry)];
    }

    /// <summary>The duty in the words that it had when the item last turned; a child's are its own.</summary>
    private async ValueTask<Duty?> DutyOf(ItemLife life)
    {
        if (life.Changes is not [.., { Under: > 0 and var under }]) return null;
        var origin = (await structures.Version(Grid, life.Key.List, under)).Duties.Find(d => d.Code == (life.Charge?.Origin ?? life.Key).Duty);
        return origin is null || life.Charge is null ? origin : Lives.DutyOf(life.Charge, origin);
    }

    private string? Words(string text, params IEnumerable<string?> own) =>
        WordRules.Of(text, _names, own) is { } words && words.Length >= _settings.LookAlikeLength ? words : null;

    private static string UnitOf(FlagRecord record, Outline outline) => record.Item is { } item ? outline.Bearer(item.Post)?.Unit ?? "" : record.Unit;
}
