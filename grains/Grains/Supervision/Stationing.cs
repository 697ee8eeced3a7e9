namespace ResponsibilityGrid;

/// <summary>What <see cref="Lines.WatcherOf"/> has to know of an actor.</summary>
internal static class Stationing
{
    /// <summary>The links that say who stationed the actor's post.</summary>
    public static async Task<List<Link>> LinksOf(this IGrainFactory grains, string grid, Outline outline, Actor actor) =>
        actor.Post is { } post && outline.Post(post) is { } place ? await grains.GetGrain<IUnitGrain>(GridKeys.Unit(grid, place.Unit)).ListLinks(post) : [];
}
