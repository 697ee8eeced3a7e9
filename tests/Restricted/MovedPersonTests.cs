using ResponsibilityGrid.Tests.Items;
using ResponsibilityGrid.Tests.Rights;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Restricted;

/// <summary>Somebody who came from another county: what that county took down stays there.</summary>
[Collection(nameof(RightsHost))]
public sealed class MovedPersonTests(RightsHost host)
{
    private const string Moved = "PMoved";

    private static readonly DateOnly Before = new(2026, 5, 1);

    private static readonly Principal Here = Officer("here"), Everywhere = Officer("everywhere");

    private ICommandsGrain Commands => host.Cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    [Fact]
    public async Task The_county_of_today_neither_reads_nor_writes_what_is_on_record_with_the_former_one()
    {
        var person = host.Cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, Moved));
        await person.Seat(Home(SmallItems.Other, Start, new DateOnly(2026, 6, 30)));
        await person.Seat(Home(County, new DateOnly(2026, 7, 1), null));
        await host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter(
            [Grant.AtStart(Here.Subject, Role.Discipline, County, null, DateTimeOffset.MinValue), Grant.AtStart(Everywhere.Subject, Role.Discipline, null, null, DateTimeOffset.MinValue)]);
        Assert.Equal(SmallItems.Other, (await As(Everywhere, () => Commands.Record(Talk("moved-1") with { On = Before }))).Unit);

        Assert.Equal(RefusalCode.Forbidden, await Refused(Here, () => Commands.Record(Talk("moved-2") with { On = Before })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(Here, () => Commands.Record(Talk("moved-3") with { Unit = SmallItems.Other, Corrects = 1, Withdrawn = true })));
        Assert.Equal(County, (await As(Here, () => Commands.Record(Talk("moved-4")))).Unit);

        Assert.Equal([County], (await Measures(Here)).Select(measure => measure.Unit));
        Assert.Equal([SmallItems.Other, County], (await Measures(Everywhere)).Select(measure => measure.Unit));
    }

    [Fact]
    public async Task A_unit_that_went_elsewhere_after_the_command_was_let_in_takes_it_no_more()
    {
        await host.Cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).Enter([Grant.AtStart(Here.Subject, Role.Discipline, County, null, DateTimeOffset.MinValue)]);
        var (measures, inspections) = (host.Cluster.Grains.GetGrain<IMeasuresGrain>(GridKeys.Measures(City, SmallItems.Other)), host.Cluster.Grains.GetGrain<IInspectionsGrain>(GridKeys.Inspections(City, SmallItems.Other)));

        // As the program hands it on, with who sent it.
        Assert.Equal(RefusalCode.Forbidden, await Refused(null, () => measures.Record(Talk("late-1") with { Caller = Here, On = Before })));
        Assert.Equal(RefusalCode.Forbidden, await Refused(null, () => inspections.Change(new InspectionCommand { Id = "late-2", Digest = 1, Act = Act.PlanInspection, Unit = SmallItems.Other, StartsOn = new DateOnly(2026, 12, 1), Scope = "台账", Caller = Here })));
    }

    private Task<List<Measure>> Measures(Principal caller) => As(caller, () => host.Cluster.Grains.GetGrain<IRestrictedGrain>(GridKeys.Grid(City)).ListMeasures(Moved));

    private static MeasureCommand Talk(string id) => new() { Id = id, Digest = 1, Person = Moved, Kind = MeasureKind.Talk, Basis = "谈话" };

    private static Seating Home(string unit, DateOnly from, DateOnly? to) =>
        new() { Unit = unit, Version = 1, Home = new Resident { Person = Moved, Name = "甲", Span = new Span { From = from, To = to } } };

    private static Principal Officer(string name) => new() { Subject = $"key:discipline-{name}", Grid = City, Purpose = "核查" };
}
