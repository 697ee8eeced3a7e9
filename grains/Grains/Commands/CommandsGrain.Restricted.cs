namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<Measure> Record(MeasureCommand command)
    {
        var (reader, outline) = (await readers.Current(Grid), await Today());
        var person = GridKeys.IsCode(command.Person) ? await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, command.Person)).Get() : new PersonView();
        reader.Require(Right.ReadRestricted, person.Home);
        var unit = command.Unit ?? person.Home ?? throw GridRuleException.NotFound("人员", command.Person, "person");
        if (!person.Seatings.Exists(s => s.Unit == unit && s.Home is not null)) throw GridRuleException.NotFound("该人员的措施记录", $"{command.Corrects}", "corrects");
        return await GrainFactory.GetGrain<IMeasuresGrain>(GridKeys.Measures(Grid, unit)).Record(command with { Actor = await Resolve(outline, command.Actor.Code) });
    }

    public async Task<Inspection> Change(InspectionCommand command)
    {
        var (reader, outline) = (await readers.Current(Grid), await Today());
        reader.Require(Right.Inspect, command.Unit);
        if (outline.Find(command.Unit) is null) throw GridRuleException.NotFound("单位", command.Unit, "unit");
        return await GrainFactory.GetGrain<IInspectionsGrain>(GridKeys.Inspections(Grid, command.Unit)).Change(command with { Actor = await Resolve(outline, command.Actor.Code) });
    }
}
