namespace ResponsibilityGrid;

/// <summary>Whoever leaves a post says what becomes of its items.</summary>
internal sealed partial class UnitGrain
{
    public Task<List<Leaving>> ListLeavings() =>
        Task.FromResult<List<Leaving>>([.. _unit.Leavings.Where(l => !_unit.HasLeft(l.Post)).Select(l => l with { Unit = Code })]);

    /// <summary>
    /// The command with what becomes of each item under way and how many others stay with the post, and all of it done, in a turn of its own at the post. Every step is checked before the first is
    /// taken. Cut off in between, the same command takes only the steps that are left: each stands in its item's history under the command's id.
    /// </summary>
    private async Task<UnitCommand> Dispose(UnitCommand command, Structure structure)
    {
        var page = await Today();
        var today = page.Outline.At.AsOf;
        // What is wrong with the leaving itself is said first.
        UnitRules.Change(_unit, Code, command, structure, clock.GetUtcNow());
        if (LeavingRules.LastDayOf(_unit, command, today) is not { } last) return command with { Disposals = [], Open = null };
        var here = page.Rows.FindAll(row => row.Seat?.Post.Code == command.Post);
        var pending = here.Count(row => row.State == ItemState.Pending && !command.Disposals.Exists(d => d.Item == row.ItemKey));
        var disposed = command with
        {
            Disposals = LeavingRules.Complete(command, here.FindAll(row => LeavingRules.IsUnderWay(row.State))),
            Open = pending == 0 ? command.Open : (command.Open ?? new LeftOpen(0, 0, 0)) with { Pending = pending },
        };
        List<ItemCommand> steps = [];
        foreach (var disposal in disposed.Disposals)
        {
            if (LeavingRules.StepOf(command, disposal, last, today) is { } step) steps.Add(step);
            else if (!RowOf(page, command.Post!, disposal.Item).State.IsOpen()) throw NotOpen(disposal.Item);
        }

        List<ItemCommand> left = [];
        foreach (var step in steps)
        {
            if (await RefusalOf(page, command.Post!, step) is not { } refusal) left.Add(step);
            else if (!await IsTaken(step)) throw refusal;
        }

        foreach (var step in left) await ActInTurn(step);
        return disposed;
    }

    /// <summary>What facts are held against.</summary>
    private async Task<FactScene> SceneOf(UnitFacts facts, Structure structure) => new()
    {
        Structure = structure,
        Back = await LinksBack(facts, structure),
        UnderWay = facts.AsCommands && UnitRules.IsLeft(_unit, facts, clock.GetUtcNow(), structure.Settings) ? (await Today()).Rows.FindAll(row => LeavingRules.IsUnderWay(row.State)) : [],
    };

    /// <summary>Whoever left signs, though nothing of the unit is theirs any more.</summary>
    private bool IsLeaver(Sight sight, UnitCommand command) => command.Act is ResponsibilityGrid.Act.SignHandover && sight.Person is { } person
        && person == command.Person && person == command.Actor.Person && _unit.Leavings.Exists(l => l.Post == command.Post && l.Person == person);

    /// <summary>The row of an item that stands at the post.</summary>
    private static Row RowOf(Page page, string post, ItemKey item) => page.Find(item) is { Seat: { } seat } row && seat.Post.Code == post ? row : throw NotOpen(item);

    private static GridRuleException NotOpen(ItemKey item) => GridRuleException.NotFound("未了结事项", $"{item.List}/{item.Duty}/{item.Post}", "disposals");

    private async Task<GridRuleException?> RefusalOf(Page page, string post, ItemCommand step)
    {
        try
        {
            var row = RowOf(page, post, step.Key);
            if (step.Caller is { } caller && !WriteRules.May(await sights.On(caller, page.Outline), page.Outline, step, Code)) throw Refusals.MissingOver(Right.OwnItems);
            ItemRules.Take(new ResponsibilityItemState { Life = row.Life ?? new() }, step, await SceneOf(page, row, step), clock.GetUtcNow());
            return null;
        }
        catch (GridRuleException refusal)
        {
            return refusal;
        }
    }

    /// <summary>Whether an earlier attempt came as far as this step.</summary>
    private async Task<bool> IsTaken(ItemCommand step) => (await ItemOf(step.Key).ListHistory(0, int.MaxValue)).Entries.Exists(e => e.Answers(step));
}
