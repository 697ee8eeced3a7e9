namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    private static readonly TimeSpan FlagsWithin = TimeSpan.FromSeconds(3);

    public Task<UnitReply> Change(UnitCommand command) => command.Act is ResponsibilityGrid.Act.IssueInterview ? IssueInterview(command) : ChangeUnit(command);

    public Task<UnitReply> SignHandover(UnitCommand command) => ChangeUnit(command with { Act = ResponsibilityGrid.Act.SignHandover });

    private async Task<UnitReply> ChangeUnit(UnitCommand command)
    {
        // Those the grid decides, and orders of the unit itself.
        if (Journal.IsOfStructure(command.Act)) throw Refusals.Missing(Right.System);
        var missing = command.Act is ResponsibilityGrid.Act.SignHandover ? Right.OwnItems : Right.Keep;
        var signed = await Sign(command, await Today(), command.Post);
        // This silo may not have heard of the newest units and posts.
        var unit = UnitOf(await structures.Get(Grid), command) ?? UnitOf(await structures.Renew(Grid), command) ?? throw (signed.Caller is null || WriteRules.KeepsAll(await sights.Here(Grid)) ? NotThere(command) : Refusals.MissingOver(missing));
        try
        {
            return await Ask(unit);
        }
        catch (GridRuleException refusal) when (refusal.Code is RefusalCode.Unavailable or RefusalCode.NotFound)
        {
            if (UnitOf(await structures.Renew(Grid), command) is not { } other || other == unit) throw;
            return await Ask(other);
        }

        async Task<UnitReply> Ask(string unit) => await GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).Change(
            signed.Act is ResponsibilityGrid.Act.Vacate or ResponsibilityGrid.Act.CorrectFill ? signed with { Open = await OpenAt(unit, signed.Post!, signed.Person!) } : signed);
    }

    /// <summary>What somebody leaves behind at a post beside its items: what a hand-over pack of theirs would list.</summary>
    private async Task<LeftOpen?> OpenAt(string unit, string post, string person)
    {
        var outline = await Today();
        if (outline.Find(unit) is null) return null;
        var oversight = GrainFactory.GetGrain<IOversightGrain>(GridKeys.Grid(Grid));
        var problems = oversight.ListProblems(outline.EstablishmentOf(unit), new ProblemQuery { Post = post, Persons = [person], Closed = false, First = 1 });
        var referrals = oversight.ListReferrals(new ReferralQuery { To = unit, State = ReferralState.Waiting, First = 1 });
        var flags = FlagsAt(unit, post, person);
        var open = new LeftOpen((await problems).Total, (await referrals).Total, await flags);
        return open == new LeftOpen(0, 0, 0) ? null : open;
    }

    /// <summary>
    /// How many flags nobody has decided. They are worked out of what every unit wrote, which takes long once a silo has come or gone: nobody is kept from leaving
    /// by that, and the hand-over is made in any case. Its pack lists them whenever it is read.
    /// </summary>
    private async Task<int?> FlagsAt(string unit, string post, string person)
    {
        try
        {
            return await GrainFactory.GetGrain<IFlagsGrain>(GridKeys.Flags(Grid)).CountUndecided(new FlagQuery { Unit = unit, Post = post, Persons = [person] }).WaitAsync(FlagsWithin);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or StorageFailedException)
        {
            return null;
        }
    }

    public async Task<StructureReply> Change(StructureCommand command) =>
        await GrainFactory.GetGrain<IGridGrain>(GridKeys.Grid(Grid)).Change(await Sign(command, await Today()));

    public async Task<ListReply> Change(ListCommand command)
    {
        var outline = await Today();
        var signed = await Sign(command, outline) with { Settings = outline.Settings };
        if (!GridKeys.IsCode(command.List)) throw GridRuleException.NotFound("责任清单", command.List, "list");
        return await GrainFactory.GetGrain<IResponsibilityListGrain>(GridKeys.List(Grid, command.List)).Change(signed);
    }

    public async Task<Actor> GetImporter()
    {
        if (Calls.Current is not { IsSystem: false } caller) return Journal.System(Grid);
        var structure = await structures.Get(Grid);
        // A workbook founds a grid before anybody is on record there.
        if (structure.Version == 0) return Journal.Unresolved(caller, Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        var isOfHere = caller.Grid.Length == 0 || caller.Grid == Grid;
        if (caller.Acting is { } code)
            return isOfHere && await Named(outline, code) is { } known && WriteRules.MayActAs(await sights.Here(Grid), known) ? known : throw Refusals.NotInTheNameOf();
        return isOfHere && caller.Person is { } person && await Named(outline, person) is { } self ? self : Journal.Unresolved(caller, Grid);
    }

    /// <summary>The unit that keeps what the command is about: a person's home, where a link ends, where a post sits or sat last.</summary>
    private string? UnitOf(Structure structure, UnitCommand command) =>
        command.Unit is { } home ? UnitCalled(structure, home)
        : command.Target is { } target ? UnitCalled(structure, target) ?? UnitOfPost(structure, target)
        : UnitOfPost(structure, command.Post!);

    private static string? UnitCalled(Structure structure, string unit) => structure.Units.Exists(u => u.Code == unit && u.Span.Superseded is null) ? unit : null;

    private string? UnitOfPost(Structure structure, string post)
    {
        var today = structure.Settings.DateAt(clock.GetUtcNow());
        return structure.Posts.Where(p => p.Code == post && p.Span.Superseded is null).OrderBy(p => !p.Span.Covers(today)).ThenByDescending(p => p.Span.From).FirstOrDefault()?.Unit;
    }

    private static GridRuleException NotThere(UnitCommand command) =>
        command.Unit is { } home ? GridRuleException.NotFound("单位", home, "home")
        : command.Target is { } target ? GridRuleException.NotFound("岗位或单位", target, "target")
        : GridRuleException.NotFound("岗位", command.Post!, "post");
}
