namespace ResponsibilityGrid;

/// <summary>What stationed officers recorded. Their cards are the sender's, not the host's.</summary>
internal sealed partial class OversightGrain
{
    public async Task<OfficerCard?> GetOfficerCard(string post, DateOnly month)
    {
        var (_, outline) = await OutlineAt(null);
        if (outline.Post(post) is not { } place) return null;
        var links = await GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, place.Unit)).ListLinks(post);
        return links.Find(l => IsStationing(l, month)) is { } link && (await sights.Here(Grid)).Sees(link.Subject) ? CardOf(link, place.Unit, await WatchOf(place.Unit), month, outline) : null;
    }

    public async Task<List<OfficerCard>> ListOfficerCards(string unit, DateOnly month, int first)
    {
        var (_, outline) = await OutlineAt(null);
        var sight = await sights.Here(Grid);
        if (!sight.Sees(unit)) throw GridRuleException.NotFound("单位", unit);
        // A department asks for those that it sent, wherever they are; any other unit for those who are stationed there and below.
        var sender = outline.Unit(unit).Kind == UnitKind.Department ? unit : null;
        var cards = await Each(outline, outline.EstablishmentOf(unit), sight, (at, watch, holding) => ValueTask.FromResult(
            holding.Sheet.Stationed.Where(l => IsStationing(l, month) && outline.Post(l.Target)?.Unit == at && sight.Sees(l.Subject) && (sender is null || l.Subject == sender))
                .DistinctBy(l => l.Target).Select(l => CardOf(l, at, watch, month, outline))));
        return [.. cards.SelectMany(c => c.Said).OrderByDescending(card => card.EmptyTasks.Count()).ThenBy(card => card.Post, StringComparer.Ordinal).Take(first)];
    }

    private static bool IsStationing(Link link, DateOnly month) => link.Kind == LinkKind.StationedAt && link.Span.From < month.AddMonths(1) && !(link.Span.To < month);

    private static OfficerCard CardOf(Link link, string host, Watch watch, DateOnly month, Outline outline) =>
        new() { Post = link.Target, Sender = link.Subject, Host = host, Month = month, Cells = ReviewRules.Card(link.Target, watch.Made, month, outline.Settings) };
}
