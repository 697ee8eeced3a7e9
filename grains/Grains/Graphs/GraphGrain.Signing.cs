namespace ResponsibilityGrid;

/// <summary>The hand-overs that wait for a signature from a post.</summary>
internal sealed partial class GraphGrain
{
    private async Task<List<Leaving>> ToSign(Outline outline, PostEntry place, Seat seat, Sight sight)
    {
        var isHead = outline.Settings.HeadLayers.Contains(place.Layer);
        List<string> near = [place.Unit, .. isHead ? outline.Children(place.Unit).Select(child => child.Code) : []];
        // Whoever sits here may have left a post anywhere.
        var persons = await Task.WhenAll(seat.Holders.Select(fill => GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, fill.Person)).Get()));
        var units = persons.SelectMany(person => person.Seatings).Where(seating => seating.Fills.Count > 0).Select(seating => seating.Unit).Union(near);
        var unsigned = (await Waves.Ask(units, unit => GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).ListLeavings()))
            .SelectMany(leavings => leavings).Where(leaving => !leaving.IsSigned && IsTold(leaving)).ToList();
        var seats = (await Task.WhenAll(unsigned.Select(leaving => leaving.Unit).Distinct().Where(unit => outline.Find(unit) is not null).Select(unit => Sheet(outline, unit, null)))).SelectMany(sheet => sheet.Seats).ToLookup(s => s.Post.Code);
        return
        [
            .. unsigned.Where(leaving => LeavingRules.IsToSign(leaving, seat, seats[leaving.Post].SelectMany(s => s.Holders), isHead && near.Contains(leaving.Unit)))
                .OrderByDescending(leaving => leaving.Recorded).ThenBy(leaving => leaving.Post, StringComparer.Ordinal),
        ];

        // Who shares a post does not hear for that what the other one left elsewhere.
        bool IsTold(Leaving leaving) => sight.Sees(leaving.Unit) || leaving.Person == sight.Person || (sight.Posts.Contains(place.Code) && near.Contains(leaving.Unit));
    }
}
