using static ResponsibilityGrid.Act;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>What a history has to say of a command.</summary>
internal sealed record Told(int Number, Act Act, ItemState State, DateOnly DueOn, int Version, DateOnly On, bool Late, DateTimeOffset Recorded, string Command, ulong Digest)
{
    public static Told Of(Entry entry) => new(entry.Number, entry.Act, entry.State!.Value, entry.DueOn!.Value, entry.Version, entry.On, entry.Late, entry.Recorded, entry.Command, entry.Digest);
}

/// <summary>An item without ledger, row or log: what was told, and where it went.</summary>
internal sealed class ModelItem(ItemKey key, DateOnly dueOn, ModelItem? parent = null)
{
    public ItemKey Key => key;

    public ModelItem? Parent => parent;

    public List<Told> History { get; } = [];

    public List<(DateOnly On, DateTimeOffset At, ItemState State, DateOnly DueOn)> Turns { get; } = [];

    public int Version { get; private set; }

    public string? Submitter { get; private set; }

    public ItemState State => Turns.Count == 0 ? ItemState.Pending : Turns[^1].State;

    public DateOnly DueOn => Turns.Count == 0 ? dueOn : Turns[^1].DueOn;

    /// <summary>The last turn that was true by the day and known by the instant; none of a child that was not there yet.</summary>
    public (ItemState State, DateOnly DueOn)? At(Moment at) => Turns.FindLast(t => t.On <= at.AsOf && t.At <= at.KnownAt) is { At.Ticks: > 0 } turn
        ? (turn.State, turn.DueOn)
        : parent is null ? (ItemState.Pending, dueOn) : null;

    public Told Take(ItemCommand command, ItemState to, DateOnly due, DateOnly today, DateTimeOffset now, DateOnly? shown = null)
    {
        var on = command.On ?? today;
        if (to != State || due != DueOn) Turn(on, now, to, due);
        if (command.Act == SubmitItem) Submitter = command.Actor.Person;
        if (command.Act != LogReminder) Version++;
        var act = command.Act == CloseItem && key.Post.StartsWith(City, StringComparison.Ordinal) ? SelfCheckItem : command.Act;
        History.Add(new(History.Count + 1, act, to, shown ?? due, Version, on, on < today, now, command.Id, command.Digest));
        return History[^1];
    }

    public void Turn(DateOnly on, DateTimeOffset now, ItemState to, DateOnly due) => Turns.Add((Turns.Count > 0 && Turns[^1].On > on ? Turns[^1].On : on, now, to, due));
}

/// <summary>What the grid promises about commands on items, told a second time and plainly.</summary>
internal sealed class ItemModel(IEnumerable<ItemKey> items)
{
    public Dictionary<ItemKey, ModelItem> Items { get; } = items.ToDictionary(key => key, key => new ModelItem(key, key.Duty[^1] == '1' ? new(2026, 6, 30) : new(2026, 12, 10)));

    public IEnumerable<ModelItem> ChildrenOf(ModelItem item) => Items.Values.Where(i => i.Parent?.Key == item.Key);

    /// <summary>What was told of the command before, if it is the same once more.</summary>
    public Told? Known(ItemCommand command) => Items.GetValueOrDefault(command.Key)?.History.Find(t => t.Command == command.Id && t.Digest == command.Digest);

    /// <summary>Why the grid has to say no; nothing where it has to say yes.</summary>
    public RefusalCode? Refusal(ItemCommand command, DateOnly today)
    {
        if (!Items.TryGetValue(command.Key, out var item)) return RefusalCode.NotFound;
        if (item.History.Exists(t => t.Command == command.Id && t.Digest != command.Digest)) return RefusalCode.Conflict;
        if (command.ExpectedVersion is { } expected && expected != item.Version) return RefusalCode.Conflict;
        return Allows(item, command, today) ? null : RefusalCode.Refused;
    }

    /// <summary>Takes it; a child's code is of the grid's own making.</summary>
    public Told Take(ItemCommand command, string? child, DateOnly today, DateTimeOffset now)
    {
        var item = Items[command.Key];
        if (command.Act == RefineItem)
        {
            var made = new ModelItem(command.Key with { Post = command.Post!, Duty = child! }, command.DueOn ?? item.DueOn, item);
            var on = command.On ?? today;
            made.Turn(on, now, ItemState.Pending, made.DueOn);
            made.History.Add(new(1, ChargeItem, ItemState.Pending, made.DueOn, 0, on, on < today, now, command.Id, 0));
            Items.Add(made.Key, made);
            return item.Take(command, item.State, item.DueOn, today, now, made.DueOn);
        }

        return item.Take(command, ItemLaw.After(item.State, command.Act)!.Value, command.Act == ExtendItem ? command.DueOn!.Value : item.DueOn, today, now);
    }

    private bool Allows(ModelItem item, ItemCommand command, DateOnly today)
    {
        var (act, by, post) = (command.Act, command.Actor, item.Key.Post);
        var reason = !string.IsNullOrWhiteSpace(command.Text);
        return ItemLaw.After(item.State, act) is not null
            && ItemLaw.May(by.Post!, act, post, item.Parent?.Key.Post)
            && (command.On ?? today) <= today
            && (reason || !ItemLaw.NeedsReason(act))
            && act switch
            {
                ReportItem => (reason || command.Percent is not null) && command.Percent is null or (>= 0 and <= 100),
                CloseItem or ReturnItem => item.Submitter != by.Person && (act == ReturnItem || ChildrenOf(item).All(c => c.State is ItemState.Closed or ItemState.Retired)),
                ExtendItem => command.DueOn > item.DueOn && !(command.DueOn > item.Parent?.DueOn) && ItemLaw.May((command.Approver ?? by).Post!, CloseItem, post),
                RefineItem => IsBelow(command.Post!, post) && !(command.DueOn > item.DueOn) && command.Measure is not null,
                _ => true,
            };
    }

    // A department has nothing below it, a bureau its departments and what its code begins.
    private static bool IsBelow(string post, string top)
    {
        var unit = top[..top.IndexOf('-')];
        return post != top && (post.StartsWith($"{unit}-", StringComparison.Ordinal) || (unit.Length == 3 && post.StartsWith(unit.TrimEnd('0'), StringComparison.Ordinal)));
    }
}
