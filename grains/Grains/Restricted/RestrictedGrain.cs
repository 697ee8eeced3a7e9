using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("restricted"), StatelessWorker]
internal sealed class RestrictedGrain(Structures structures, Sights sights, TimeProvider clock) : Grain, IRestrictedGrain
{
    private const int MostDays = 92;

    // Where the last note of a day went; another worker may have filled that part meanwhile, which its grain tells.
    private (DateOnly Day, int Part) _open;

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<List<Measure>> ListMeasures(string person)
    {
        var sight = await sights.Here(Grid);
        var known = await Person(person);
        Require(sight, known.Home);
        await Note(RestrictedField.Measures, known);
        // What a former home took down stays with those who see restricted facts there.
        var homes = known.Seatings.Where(s => s.Home is not null).Select(s => s.Unit).Where(sight.SeesRestricted);
        var found = await Task.WhenAll(homes.Select(unit => GrainFactory.GetGrain<IMeasuresGrain>(GridKeys.Measures(Grid, unit)).ListOf(person)));
        return [.. found.SelectMany(measures => measures).OrderBy(m => m.Recorded).ThenBy(m => m.Number)];
    }

    public async Task<List<MeasureCount>> CountMeasures(string unit, int year)
    {
        var sight = await sights.Here(Grid);
        var structure = await structures.Get(Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        if (outline.Find(unit) is null || !sight.SeesBelow(unit)) throw GridRuleException.NotFound("单位", unit);
        var units = outline.Preorder(unit).ToList();
        var counts = await Waves.Ask(units, u => GrainFactory.GetGrain<IMeasuresGrain>(GridKeys.Measures(Grid, u)).Count(year));
        var own = units.Zip(counts).ToDictionary(asked => asked.First, asked => asked.Second);
        var shown = Enum.GetValues<MeasureKind>().ToDictionary(kind => kind, kind => CountRules.Shown(
            unit, u => outline.Children(u).Select(child => child.Code), u => own[u].GetValueOrDefault(kind), structure.Settings.SmallestCount));
        return [.. from row in outline.Children(unit).Select(child => child.Code).Prepend(unit)
                   from kind in shown
                   select new MeasureCount(row, kind.Key, kind.Value.TryGetValue(row, out var count) ? count : null)];
    }

    public async Task<PersonDetails> GetDetails(string person)
    {
        var sight = await sights.Here(Grid);
        // Of somebody who is not there for the caller nothing is known.
        return (await Person(person)).Home is { } home && sight.Sees(home) ? await Of(person).GetDetails(plain: false) : new PersonDetails();
    }

    public async Task<string?> ReadDetail(string person, PersonDetail detail)
    {
        var sight = await sights.Here(Grid);
        var known = await Person(person);
        Require(sight, known.Home);
        await Note(detail == PersonDetail.IdentityNumber ? RestrictedField.IdentityNumber : RestrictedField.Telephone, known);
        var details = await Of(person).GetDetails(plain: true);
        return detail == PersonDetail.IdentityNumber ? details.IdentityNumber : details.Telephone;
    }

    public async Task<List<Inspection>> ListInspections(string unit)
    {
        var sight = await sights.Here(Grid);
        var outline = structures.Today(await structures.Get(Grid), clock.GetUtcNow());
        if (outline.Find(unit) is null || !sight.Sees(unit)) return [];
        return await GrainFactory.GetGrain<IInspectionsGrain>(GridKeys.Inspections(Grid, unit)).List(withPlanned: sight.May(Right.Inspect, unit));
    }

    public async Task<List<Reading>> ListReadings(DateOnly from, DateOnly to)
    {
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            throw GridRuleException.BadUserInput($"起止日期有误：至多 {MostDays} 天，起在前、止在后。", $"At most {MostDays} days, the first before the last.", "to");
        await Note(RestrictedField.Readings, null);
        var all = new List<Reading>();
        for (var day = from; day <= to; day = day.AddDays(1))
            for (var part = 1; await GrainFactory.GetGrain<IReadingsGrain>(GridKeys.Readings(Grid, day, part)).List() is { Count: > 0 } found; part++)
                all.AddRange(found);
        return all;
    }

    /// <summary>Refuses in the same words whether such a person is on record or not.</summary>
    private static void Require(Sight sight, string? home)
    {
        if (home is null ? !sight.HasOverAll(Right.ReadRestricted) : !sight.SeesRestricted(home)) throw Refusals.MissingOver(Right.ReadRestricted);
    }

    /// <summary>Written and durable before anything is told; where it cannot be written, nothing is.</summary>
    private async Task Note(RestrictedField field, PersonView? person)
    {
        if (Calls.Current is not { } caller || string.IsNullOrWhiteSpace(caller.Purpose)) throw Refusals.MissingPurpose();
        var now = clock.GetUtcNow();
        var day = (await structures.Get(Grid)).Settings.DateAt(now);
        var reading = new Reading
        {
            At = now, Subject = caller.Subject, Reader = RightsRules.PersonOf(caller, Grid), Person = person?.Code, Unit = person?.Home, Fields = [field], Purpose = caller.Purpose.Trim(),
        };
        var part = _open.Day == day ? _open.Part : 1;
        while (await GrainFactory.GetGrain<IReadingsGrain>(GridKeys.Readings(Grid, day, part)).Note(reading) is null) part++;
        _open = (day, part);
    }

    private Task<PersonView> Person(string person) => GridKeys.IsCode(person) ? Of(person).Get() : Task.FromResult(new PersonView());

    private IPersonGrain Of(string person) => GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person));
}
