namespace ResponsibilityGrid;

/// <summary>Who is who to an item: follows from where the actor sits in today's tree.</summary>
internal sealed class Party(Outline outline, string unit, Row row)
{
    private readonly string _establishment = outline.EstablishmentOf(unit);

    /// <summary>Whether it is one of the root bureau's own.</summary>
    public bool IsRoots => _establishment == outline.Root;

    /// <summary>The post itself, its establishment, or a bureau between it and the root, which keeps its subtree.</summary>
    public bool IsOwner(Actor actor) =>
        actor.Post == row.Seat?.Post.Code || (EstablishmentOf(actor) is { } place && outline.IsWithin(_establishment, place) && (place != outline.Root || IsRoots));

    /// <summary>Whoever gave it: the root bureau, or the establishment that refined its own item; never the item's own post.</summary>
    public bool IsIssuer(Actor actor)
    {
        if (actor.Post == row.Seat?.Post.Code) return false;
        var giver = row.Life?.Charge is { } charge && outline.Bearer(charge.Parent.Post) is { } parent ? outline.EstablishmentOf(parent.Unit) : outline.Root;
        return EstablishmentOf(actor) == giver;
    }

    /// <summary>From an establishment above; for the root's own items its dedicated department.</summary>
    public bool IsChecker(Actor actor) => EstablishmentOf(actor) is { } place && (IsRoots
        ? place == outline.Root && outline.Unit(actor.Unit).Line == outline.Settings.Lines[0]
        : place != _establishment && outline.IsWithin(_establishment, place));

    /// <summary>From an establishment above; a head of its own; whoever a link puts in charge of its unit; whoever checks it or gave it. Never its own post.</summary>
    public bool IsSuperior(Actor actor, IEnumerable<Link> links)
    {
        if (actor.Post is { } post && post == row.Seat?.Post.Code) return false;
        return IsChecker(actor) || IsIssuer(actor)
            || links.Any(l => l.Subject == actor.Post && LinkRules.Leads(l, unit))
            || (actor.Post is { } own && outline.Post(own) is { } seat && outline.Settings.HeadLayers.Contains(seat.Layer) && outline.IsWithin(unit, seat.Unit));
    }

    private string? EstablishmentOf(Actor actor) => outline.Find(actor.Unit) is { } home ? outline.EstablishmentOf(home.Code) : null;
}
