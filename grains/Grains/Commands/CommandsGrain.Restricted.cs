namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<Measure> Record(MeasureCommand command)
    {
        var (sight, outline) = (await sights.Here(Grid), await Today());
        var person = GridKeys.IsCode(command.Person) ? await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, command.Person)).Get() : new PersonView();
        if (person.Home is { } home ? !sight.SeesRestricted(home) : !sight.HasOverAll(Right.ReadRestricted)) throw Refusals.MissingOver(Right.ReadRestricted);
        var day = command.On ?? outline.At.AsOf;
        var unit = command.Unit ?? person.Seatings.Find(s => s.Home?.Span.Covers(day) is true)?.Unit ?? person.Home ?? throw GridRuleException.NotFound("人员", command.Person, "person");
        // By the day, or by the entry that is corrected, it may be of a home that the person has left.
        if (!sight.SeesRestricted(unit)) throw Refusals.MissingOver(Right.ReadRestricted);
        if (!person.Seatings.Exists(s => s.Unit == unit && s.Home is not null)) throw GridRuleException.NotFound("该人员的措施记录", $"{command.Corrects}", "corrects");
        return await GrainFactory.GetGrain<IMeasuresGrain>(GridKeys.Measures(Grid, unit)).Record(await Sign(command, outline, Right.ReadRestricted));
    }

    public async Task<Inspection> Change(InspectionCommand command)
    {
        var (sight, outline) = (await sights.Here(Grid), await Today());
        if (!sight.May(Right.Inspect, command.Unit)) throw Refusals.MissingOver(Right.Inspect);
        if (outline.Find(command.Unit) is null) throw GridRuleException.NotFound("单位", command.Unit, "unit");
        return await GrainFactory.GetGrain<IInspectionsGrain>(GridKeys.Inspections(Grid, command.Unit)).Change(await Sign(command, outline, Right.Inspect));
    }

    /// <summary>
    /// The command with who sent it and in whose name. Those who enter restricted facts keep nothing, so that they act as themselves, or as somebody of a
    /// unit over which they have the right; an account that belongs to nobody on record acts under its own name.
    /// </summary>
    private async Task<T> Sign<T>(T command, Outline outline, Right right) where T : Command
    {
        if (Calls.Current is not { IsSystem: false } caller) return command with { Caller = null, Actor = await Resolve(outline, command.Actor.Code) };
        // A code of another grid is somebody else's here.
        if ((caller.Grid.Length == 0 || caller.Grid == Grid ? caller.Acting ?? caller.Person : null) is not { } code) return command with { Caller = caller, Actor = new Actor { Code = caller.Subject, Name = caller.Subject, Unit = Grid } };
        var sight = await sights.Here(Grid);
        return await Named(outline, code) is { } actor && (sight.May(right, actor.Unit) || (caller.Grid == Grid && actor.Person is { } person && person == caller.Person))
            ? command with { Caller = caller, Actor = actor }
            : throw Refusals.NotInTheNameOf();
    }
}
