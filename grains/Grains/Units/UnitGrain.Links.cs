namespace ResponsibilityGrid;

/// <summary>What other units know of links: each keeps those that end in it.</summary>
internal sealed partial class UnitGrain
{
    /// <summary>The links that end where a new one starts, from whichever unit keeps them.</summary>
    private async Task<List<Link>> LinksBack(UnitCommand command, Structure structure) =>
        command is { Act: ResponsibilityGrid.Act.Link, Link: LinkKind.Checks, Subject: { } subject } ? await LinksBack(subject, structure) : [];

    /// <summary>The same for all that facts bring anew; of those on record nobody is asked.</summary>
    private async Task<List<Link>> LinksBack(UnitFacts facts, Structure structure)
    {
        List<Link> back = [];
        if (facts.AsCommands)
            foreach (var subject in facts.Links.Where(l => l.Kind == LinkKind.Checks && !_unit.Links.Exists(k => (k.Kind, k.Subject, k.Target) == (l.Kind, l.Subject, l.Target))).Select(l => l.Subject).Distinct())
                back.AddRange(await LinksBack(subject, structure));
        return back;
    }

    private async Task<List<Link>> LinksBack(string subject, Structure structure)
    {
        var unit = structures.Today(structure, clock.GetUtcNow()).Post(subject)?.Unit ?? Code;
        return unit == Code ? _unit.Links.FindAll(l => l.Target == subject) : await GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).ListLinks(subject);
    }
}
