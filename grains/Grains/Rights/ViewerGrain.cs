using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("viewer"), StatelessWorker]
internal sealed class ViewerGrain(Structures structures, Sights sights, TimeProvider clock) : Grain, IViewerGrain
{
    private string Grid => GridKeys.GridOf(this.GetPrimaryKeyString());

    public async Task<Viewer> Get()
    {
        if (Calls.Current is not { } caller) throw Refusals.Unknown();
        var (sight, outline) = (await sights.Here(Grid), await Outline());
        var names = RightsRules.NamesOf(caller, Grid, sight.Posts.Select(outline.Post).OfType<PostEntry>());
        return new Viewer
        {
            Subject = caller.Subject, Person = RightsRules.PersonOf(caller, Grid), Acting = caller.Acting, Posts = [.. sight.Posts.Order(StringComparer.Ordinal)],
            Grants = Grid == GridKeys.EveryGrid ? [] : await InForce(Grid), Everywhere = await InForce(GridKeys.EveryGrid),
        };

        async Task<List<Grant>> InForce(string row) =>
            [.. (await GrainFactory.GetGrain<IRightsGrain>(GridKeys.Rights(row)).GetNewer(0))?.All.Where(grant => names.Contains(grant.Who) && grant.Holds(outline.At)) ?? []];
    }

    public async Task<Reach> GetReach(string unit, string? post)
    {
        var (sight, outline) = (await sights.Here(Grid), await Outline());
        return outline.Find(unit) is { } entry && sight.Shows(unit) ? ReachRules.At(sight, outline, entry, post) : new Reach();
    }

    private async Task<Outline> Outline() => structures.Today(Grid == GridKeys.EveryGrid ? new Structure() : await structures.Get(Grid), clock.GetUtcNow());
}
