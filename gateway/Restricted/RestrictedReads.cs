using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>What one request reads of restricted facts. Each question goes out once, so that one request leaves one note of it.</summary>
public sealed class RestrictedReads(Grids grids, IOptions<GraphQLLimits> limits)
{
    private readonly ConcurrentDictionary<object, Lazy<Task>> asked = new(concurrencyLevel: 1, capacity: 7);
    private readonly Retries retries = new(limits.Value.RetryFor);

    internal Task<List<Measure>> Measures(Place person) => Once(("measures", person.Grid, person.Code), () => Restricted(person.Grid).ListMeasures(person.Code));

    internal Task<List<MeasureCount>> Counts(Place unit, int year) => Once(("counts", unit.Grid, unit.Code, year), () => Restricted(unit.Grid).CountMeasures(unit.Code, year));

    internal Task<PersonDetails> Details(Place person) => Once(("details", person.Grid, person.Code), () => Restricted(person.Grid).GetDetails(person.Code));

    internal Task<string?> Detail(Place person, PersonDetail detail) => Once(("detail", person.Grid, person.Code, detail), () => Restricted(person.Grid).ReadDetail(person.Code, detail));

    internal Task<List<Inspection>> Inspections(Place unit) => Once(("inspections", unit.Grid, unit.Code), () => Restricted(unit.Grid).ListInspections(unit.Code));

    internal Task<List<Reading>> Readings(string grid, DateOnly from, DateOnly to) => Once(("readings", grid, from, to), () => Restricted(grid).ListReadings(from, to));

    private IRestrictedGrain Restricted(string grid) => grids.Grain<IRestrictedGrain>(GridKeys.Grid(grid));

    private Task<T> Once<T>(object question, Func<Task<T>> ask) => (Task<T>)asked.GetOrAdd(question, _ => new Lazy<Task>(() => retries.Ask(ask))).Value;
}
