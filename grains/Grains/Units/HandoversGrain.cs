using Orleans.Concurrency;

namespace ResponsibilityGrid;

[GrainType("handovers"), StatelessWorker]
internal sealed class HandoversGrain(Structures structures, Sights sights, TimeProvider clock) : Grain, IHandoversGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    public async Task<HandoverPack?> GetPack(string post)
    {
        var (outline, sight) = (await Today(), await sights.Here(Grid));
        if (outline.Post(post) is not { } place || !(sight.Sees(place.Unit) || sight.Posts.Contains(post))) return null;
        var unit = UnitOf(place.Unit);
        var (sheet, items, leavings, actions) = (
            unit.GetSheet(null),
            GrainFactory.GetGrain<IItemsGrain>(GridKeys.Unit(Grid, place.Unit)).ListOfPost(post),
            unit.ListLeavings(),
            GrainFactory.GetGrain<ISupervisionGrain>(GridKeys.Supervision(Grid, place.Unit)).ListAll());
        return (await sheet).Seats.Find(s => s.Post.Code == post) is not { } seat ? null : new HandoverPack
        {
            Unit = place.Unit,
            Establishment = outline.EstablishmentOf(place.Unit),
            Seat = seat,
            Open = [.. (await items).Where(i => i.State.IsOpen()).OrderByDescending(i => LeavingRules.IsUnderWay(i.State)).ThenBy(i => i.DueOn)],
            Findings = LeavingRules.Findings((await actions).Where(action => sight.SeesLook(action.By, action.Officer is not null)), post),
            Leavings = [.. (await leavings).Where(l => l.Post == post).OrderByDescending(l => l.Recorded)],
        };
    }

    public async Task<List<Leaving>> ListLeavings(string unit, bool unsignedOnly)
    {
        var (outline, sight) = (await Today(), await sights.Here(Grid));
        if (outline.Find(unit) is null || !sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        var found = await Waves.Ask(outline.Preorder(unit).Where(sight.Sees), u => UnitOf(u).ListLeavings());
        return [.. found.SelectMany(leavings => leavings).Where(l => !(unsignedOnly && l.IsSigned)).OrderByDescending(l => l.Recorded).ThenBy(l => l.Post, StringComparer.Ordinal)];
    }

    private IUnitGrain UnitOf(string unit) => GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit));

    private async Task<Outline> Today()
    {
        var structure = await structures.Get(Grid);
        return structure.Version == 0 ? throw GridRuleException.NotFound("责任网格", Grid) : structures.Today(structure, clock.GetUtcNow());
    }
}
