using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("history"), StatelessWorker]
internal sealed class HistoryGrain(Structures structures, Sights sights, TimeProvider clock) : Grain, IHistoryGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public Task<List<Entry>> OfUnit(string unit) => Asked(unit, null);

    public Task<List<Entry>> OfPost(string unit, string post) => Asked(unit, post);

    public async Task<List<Entry>> OfList(string list)
    {
        var sight = await sights.Here(Grid);
        var drafted = await GrainFactory.GetGrain<IResponsibilityListGrain>(GridKeys.List(Grid, list)).ListEntries();
        var issued = await GrainFactory.GetGrain<IGridGrain>(GridKeys.Grid(Grid)).ListEntries(list);
        return Joined(drafted.FindAll(entry => entry.Act == Act.IssueList || sight.SeesAll), issued.FindAll(entry => entry.Act == Act.IssueList));
    }

    private async Task<List<Entry>> Asked(string unit, string? post)
    {
        var sight = await sights.Here(Grid);
        if (!sight.SeesAll && (!sight.Sees(unit) || (post is not null && !await SatIn(sight, post)))) return [];
        var here = GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).ListEntries(post);
        var above = GrainFactory.GetGrain<IGridGrain>(GridKeys.Grid(Grid)).ListEntries(post ?? unit);
        var all = Joined(await here, await above);
        if (sight.SeesAll) return all;
        var outline = structures.Today(await structures.Get(Grid), clock.GetUtcNow());
        return all.ConvertAll(entry => SightRules.Narrow(entry, sight, outline));
    }

    /// <summary>What a unit or list was told by the grid stands in both journals, and is told once; what came without a command, each time in one of them alone.</summary>
    private static List<Entry> Joined(List<Entry> told, List<Entry> further)
    {
        var known = told.Where(entry => entry.Command.Length > 0).Select(entry => (entry.Command, entry.Act)).ToHashSet();
        return [.. told.Concat(further.Where(entry => !known.Contains((entry.Command, entry.Act)))).OrderBy(entry => entry.Recorded).ThenBy(entry => entry.Number)];
    }

    /// <summary>A post's history is with the unit that it sits in, or sat in last.</summary>
    private async Task<bool> SatIn(Sight sight, string post) =>
        (await structures.Get(Grid)).Posts.FindLast(p => p.Code == post && p.Span.Superseded is null) is { } place && sight.Sees(place.Unit);
}
