namespace ResponsibilityGrid;

/// <summary>Commands on items, and what the ledger knows of those that were touched. The items are the truth, this is their index.</summary>
internal sealed partial class UnitGrain
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ItemKey, ItemLife> _lives = [];
    private readonly HashSet<string> _readPosts = [];
    private readonly Dictionary<ItemKey, IResponsibilityItemGrain> _items = [];
    // Whether no command of an earlier activation can still be on its way to an item.
    private bool _isSure;
    // On the machine's own count of time: it is a span of this process, not a date.
    private long _checkAt;

    public async Task<ItemReply> Act(ItemCommand command)
    {
        var page = await Today();
        var row = page.Find(command.Key) ?? throw GridRuleException.NotFound("责任事项", $"{command.Key.List}/{command.Key.Duty}/{command.Key.Post}");
        var scene = await SceneOf(page, row, command);
        ItemOutcome outcome;
        try
        {
            outcome = await ItemOf(command.Key).Act(command, scene);
            Know(outcome.Life);
            if (command.Act is ResponsibilityGrid.Act.RefineItem or ResponsibilityGrid.Act.ExtendItem) await Charge(command.Key);
        }
        catch (Exception failure) when (failure is not GridRuleException)
        {
            // Whether it was written is not known; the rows tell, and children that do not know are told.
            CheckIn(TimeSpan.Zero);
            throw;
        }

        return new ItemReply(ViewOf(page, row, outcome), outcome.Entry);
    }

    public async Task TakeCharge(Charge charge)
    {
        var page = await Today();
        if (!page.Sheet.Seats.Exists(s => s.Post.Code == charge.Key.Post)) throw GridRuleException.NotFound("岗位", charge.Key.Post);
        Know(await ItemOf(charge.Key).TakeCharge(charge));
    }

    public async Task<History> ListHistory(ItemKey key, int after, int first)
    {
        await Today();
        // An item that was only asked for is not to be brought into memory.
        return _lives.ContainsKey(key) ? await ItemOf(key).ListHistory(after, first) : new History([], 0);
    }

    public async Task<List<ItemKey>> ListChildren(ItemKey key)
    {
        await Today();
        return _lives.GetValueOrDefault(key) is { Children: > 0 } ? (await ItemOf(key).ListCharges()).ConvertAll(child => child.Key) : [];
    }

    private async Task<ItemScene> SceneOf(Page page, Row row, ItemCommand command)
    {
        var party = new Party(page.Outline, Code, row);
        var outline = page.Outline;
        // A silo's copy may be older than the post; nobody is turned away without a look at the newest.
        if (command.Post is { } wanted && outline.Post(wanted) is null) outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        var children = command.Act == ResponsibilityGrid.Act.CloseItem && row.Life is { Children: > 0 } ? await ItemOf(command.Key).ListCharges() : [];
        var views = await Task.WhenAll(children.Select(child => UnitOf(page.Outline, child.Key) is { } unit ? LedgerOf(unit).GetItem(child.Key) : Task.FromResult<ItemView?>(null)));
        return new ItemScene
        {
            Duty = row.Duty,
            ListVersion = row.Cascade.Version.Number,
            Today = page.Outline.At.AsOf,
            IsOwner = party.IsOwner(command.Actor),
            IsIssuer = party.IsIssuer(command.Actor),
            IsChecker = party.IsChecker(command.Actor),
            IsApproverOutside = party.IsChecker(command.Approver ?? command.Actor),
            IsRoots = party.IsRoots,
            // A child whose post is gone has nobody left to close it.
            ChildrenDone = [.. children.Zip(views).Where(c => c.Second?.State.IsOpen() is not true).Select(c => c.First.Key.Duty)],
            IsPostBelow = command.Post is { } post && outline.Post(post) is { } place && post != command.Key.Post && outline.IsWithin(place.Unit, Code),
        };
    }

    /// <summary>Tells the ledgers of the children made from an item; those that know already change nothing.</summary>
    private async Task Charge(ItemKey parent)
    {
        var outline = (await Today()).Outline;
        foreach (var charge in await ItemOf(parent).ListCharges())
        {
            if (UnitOf(outline, charge.Key) is not { } unit) continue;
            try
            {
                await GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, unit)).TakeCharge(charge);
            }
            catch (GridRuleException refusal) when (refusal.Code == RefusalCode.NotFound)
            {
                // The unit does not hold the post, not yet or no more. What the parent took stands; the child comes with the post.
            }
        }
    }

    /// <summary>The item as the command left it, whatever happened to it since.</summary>
    private static ItemView ViewOf(Page page, Row row, ItemOutcome outcome) => row.At(outcome.Life, page.Ladder, null).View with
    {
        State = outcome.Entry.State ?? row.State,
        DueOn = outcome.Entry.Act == ResponsibilityGrid.Act.RefineItem ? row.DueOn : outcome.Entry.DueOn ?? row.DueOn,
        Version = outcome.Entry.Version,
        Percent = outcome.Entry.Percent,
    };

    /// <summary>The newer life wins, from wherever it comes.</summary>
    private void Know(ItemLife life)
    {
        if (_lives.TryGetValue(life.Key, out var held) && held.Revision >= life.Revision) return;
        _lives[life.Key] = life;
        if (_today is not { } before || before.With(life) is not { } page)
        {
            // An item of a post that sits elsewhere by now counts for nothing here.
            if (_today is null || UnitOf(_today.Outline, life.Key) == Code) Recount();
            return;
        }

        _today = page;
        if (!ReferenceEquals(page.Own, before.Own)) Resum();
        else Shown = Shown?.With(page);
    }

    /// <summary>Reads the rows of posts that this activation has not read yet.</summary>
    private async Task Learn(IEnumerable<string> posts)
    {
        var unread = posts.Where(p => !_readPosts.Contains(p)).ToList();
        if (unread.Count == 0) return;
        foreach (var life in await rows.Read(Grid, unread, Known(unread))) Know(life);
        _readPosts.UnionWith(unread);
    }

    /// <summary>Looks again at what was written past this activation: a command of an earlier one that came late, or one whose answer was lost.</summary>
    private async Task CheckLives()
    {
        if (Environment.TickCount64 < _checkAt) return;
        CheckIn(CheckAgain);
        List<string> posts = [.. _readPosts];
        if (posts.Count > 0)
            foreach (var life in await rows.Read(Grid, posts, Known(posts))) Know(life);
        foreach (var parent in _lives.Values.Where(l => l.Children > 0).ToList()) await Charge(parent.Key);
        CheckIn(CheckEvery);
        if (_isSure) return;
        _isSure = true;
        Recount();
    }

    private void CheckIn(TimeSpan span) => _checkAt = Environment.TickCount64 + (long)span.TotalMilliseconds;

    private List<ItemLife> LivesAt(UnitSheet sheet, Outline outline) => _lives.Count == 0 ? [] : [.. _lives.Values.Where(l => outline.Bearer(l.Key.Post) is { } bearer && sheet.Seats.Exists(s => s.Post.Code == bearer.Code))];

    /// <summary>The posts whose items stand in the ledger: its own, and closed ones that these took over from.</summary>
    private static List<string> PostsOf(UnitSheet sheet, Outline outline) =>
        [.. sheet.Seats.SelectMany(s => outline.Predecessors(s.Post.Code).Prepend(s.Post.Code))];

    private Dictionary<ItemKey, int> Known(List<string> posts) =>
        _lives.Values.Where(l => posts.Contains(l.Key.Post)).ToDictionary(l => l.Key, l => l.Revision);

    /// <summary>Kept: the factory looks the interface's attributes up anew each time.</summary>
    private IResponsibilityItemGrain ItemOf(ItemKey key) =>
        _items.TryGetValue(key, out var known) ? known : _items[key] = GrainFactory.GetGrain<IResponsibilityItemGrain>(GridKeys.Item(key));

    private ILedgerGrain LedgerOf(string unit) => GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, unit));

    private static string? UnitOf(Outline outline, ItemKey key) => outline.Bearer(key.Post)?.Unit;
}
