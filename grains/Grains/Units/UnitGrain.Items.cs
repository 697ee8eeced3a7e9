namespace ResponsibilityGrid;

/// <summary>Commands on items.</summary>
internal sealed partial class UnitGrain
{
    // Items with a command whose outcome this activation has not heard: they may have a row that it knows nothing of.
    private readonly HashSet<ItemKey> _doubtful = [];
    private readonly PostTurns _turns = new();

    public async Task<ItemReply> Act(ItemCommand command)
    {
        var outline = (await Today()).Outline;
        using var turn = await _turns.Beside(outline.Bearer(command.Key.Post)?.Code ?? command.Key.Post);
        return await ActInTurn(command);
    }

    private async Task<ItemReply> ActInTurn(ItemCommand command)
    {
        await Today();
        await RequireSound(command.Key);
        var page = await Today();
        var row = page.Find(command.Key) ?? throw GridRuleException.NotFound("责任事项", $"{command.Key.List}/{command.Key.Duty}/{command.Key.Post}");
        if (command.Caller is { } caller && !WriteRules.May(await sights.On(caller, page.Outline), page.Outline, command, Code)) throw Refusals.MissingOver(Right.OwnItems);
        var scene = await SceneOf(page, row, command);
        ItemOutcome outcome;
        try
        {
            outcome = await ActOn(row, command, scene);
            Know(outcome.Life);
            if (command.Act is ResponsibilityGrid.Act.RefineItem or ResponsibilityGrid.Act.ExtendItem) await Charge(command.Key);
        }
        catch (Exception failure) when (failure is not GridRuleException)
        {
            // Whether it was written is not known; the rows tell, and children that do not know are told.
            _doubtful.Add(command.Key);
            CheckIn(TimeSpan.Zero);
            throw;
        }

        return new ItemReply(ViewOf(page, row, outcome), outcome.Entry);
    }

    /// <summary>An item that was never touched has no row, and need not look for one when it comes into memory.</summary>
    private Task<ItemOutcome> ActOn(Row row, ItemCommand command, ItemScene scene)
    {
        if (row.Life is not null || !_isSure || _doubtful.Contains(command.Key)) return ItemOf(command.Key).Act(command, scene);
        using var said = Untouched.Say(GridKeys.Item(command.Key));
        return ItemOf(command.Key).Act(command, scene);
    }

    public async Task TakeCharge(Charge charge)
    {
        var page = await Today();
        if (!page.Sheet.Seats.Exists(s => s.Post.Code == charge.Key.Post)) throw GridRuleException.NotFound("岗位", charge.Key.Post);
        Know(await ItemOf(charge.Key).TakeCharge(charge));
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
        var done = command.Act == ResponsibilityGrid.Act.CloseItem && row.Life is { Children: > 0 } ? await DoneOf(page.Outline, command.Key) : [];
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
            IsSuperior = party.IsSuperior(command.Actor, page.Sheet.Links),
            IsEnding = await IsEnding(row, page.Outline.At.AsOf),
            ChildrenDone = done,
            IsPostBelow = command.Post is { } post && outline.Post(post) is { } place && post != command.Key.Post && outline.IsWithin(place.Unit, Code),
            IsPostNear = command.Post is { } near && outline.Post(near) is { } seat && near != row.Seat?.Post.Code && outline.IsWithin(seat.Unit, outline.EstablishmentOf(Code)),
        };
    }

    /// <summary>Whether a row's post has its last day today and no heir. The unit knows of a closing before the silo's copy of the structure does.</summary>
    private async ValueTask<bool> IsEnding(Row row, DateOnly today) =>
        row.Seat?.Post is { Span.To: { } last } post && last == today
        && (await structures.Renew(Grid)).Posts.Exists(p => p.Code == post.Code && p.Span.Superseded is null && p.Span.To == last && p.Heir is null);

    /// <summary>The children that keep their parent open no more. One whose post is gone, without an heir, has nobody left to close it; one whose unit has not heard of it yet is told first.</summary>
    private async Task<List<string>> DoneOf(Outline outline, ItemKey parent)
    {
        var children = await ItemOf(parent).ListCharges();
        var views = await Ask();
        if (children.Zip(views).Any(child => IsUntold(child.First, child.Second)))
        {
            await Charge(parent);
            views = await Ask();
        }

        return [.. children.Zip(views).Where(child => !IsUntold(child.First, child.Second) && child.Second?.State.IsOpen() is not true).Select(child => child.First.Key.Duty)];

        bool IsUntold(Charge child, ItemView? view) => view is null && UnitOf(outline, child.Key) is not null;

        async Task<ItemView?[]> Ask() => await Task.WhenAll(children.Select(child => UnitOf(outline, child.Key) is { } unit ? LedgerOf(unit).GetItem(child.Key) : Task.FromResult<ItemView?>(null)));
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
                await GrainFactory.Find<IItemsGrain>(GridKeys.Unit(Grid, unit)).TakeCharge(charge);
            }
            catch (GridRuleException refusal) when (refusal.Code == RefusalCode.NotFound)
            {
                // The unit does not hold the post, not yet or no more. What the parent took stands; the child comes with the post.
            }
        }
    }

    /// <summary>The item as the command left it, whatever happened to it since.</summary>
    private static ItemView ViewOf(Page page, Row row, ItemOutcome outcome) => row.At(outcome.Then ?? outcome.Life, page.Ladder, null).View with
    {
        State = outcome.Entry.State ?? row.State,
        DueOn = outcome.Entry.Act == ResponsibilityGrid.Act.RefineItem ? row.DueOn : outcome.Entry.DueOn ?? row.DueOn,
        Version = outcome.Entry.Version,
        Percent = outcome.Entry.Percent,
    };

    private IResponsibilityItemGrain ItemOf(ItemKey key) => GrainFactory.Find<IResponsibilityItemGrain>(GridKeys.Item(key));

    private ILedgerGrain LedgerOf(string unit) => GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, unit));

    private static string? UnitOf(Outline outline, ItemKey key) => outline.Bearer(key.Post)?.Unit;
}
