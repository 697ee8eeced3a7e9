namespace ResponsibilityGrid;

/// <summary>Whether a caller may change what a command changes, by the tree on which it is stored. Asked where it comes in, and again by the grain that stores it.</summary>
internal static class WriteRules
{
    /// <summary>
    /// A change of who sits where: over the unit that keeps it. A link takes a right over where it starts, since that is who takes something
    /// on; and where it ends has to be kept, or at least seen whole.
    /// </summary>
    public static bool May(Sight sight, Outline outline, UnitCommand command, string unit) => KeepsAll(sight) || command.Act switch
    {
        Act.Link or Act.EndLink => command.Subject is { } subject && UnitOf(outline, subject) is { } start && sight.May(Right.Keep, start) && (sight.May(Right.Keep, unit) || sight.Sees(unit)),
        // By whoever keeps the unit above it.
        Act.IssueInterview => outline.Find(unit)?.Parent is { } parent && sight.May(Right.Keep, parent),
        // Whoever follows on the post, keeps its unit or leads one above; whoever left is known by the unit.
        Act.SignHandover => sight.Posts.Contains(command.Post!) || Reaches(sight, outline, command.Actor, unit),
        _ => sight.May(Right.Keep, unit),
    };

    /// <summary>
    /// A change of the tree: before and after. What a unit hangs on is decided by whoever keeps the unit above it, so that nobody takes their own
    /// unit away, nor another's in.
    /// </summary>
    public static bool May(Sight sight, Structure structure, StructureCommand command, DateOnly today)
    {
        return command.Act switch
        {
            not (Act.IssueList or Act.MovePost) when KeepsAll(sight) => true,
            Act.CreateUnit => Keeps(command.Other),
            Act.MoveUnit => KeepsAbove(command.Unit) && Keeps(command.Other),
            Act.MergeUnits => KeepsAbove(command.Unit) && KeepsAbove(command.Other),
            Act.CloseUnit => KeepsAbove(command.Unit) && command.Heirs.TrueForAll(heir => Inherits(heir.By)),
            Act.AssignLine => KeepsAbove(command.Unit),
            Act.CreatePost => Keeps(command.Unit),
            Act.ClosePost => Keeps(PlaceOf(command.Post)) && command.Heirs.TrueForAll(heir => Inherits(heir.By)),
            _ => sight.HasOverAll(Right.Issue),
        };

        bool Keeps(string? unit) => unit is not null && sight.May(Right.Keep, unit);

        bool Inherits(string heir) => PlaceOf(heir) is { } unit && (Keeps(unit) || KeepsAbove(unit));

        string? PlaceOf(string? post) => structure.Posts.Where(p => p.Code == post && p.Span.Superseded is null).MaxBy(p => p.Span.From)?.Unit;

        // Wherever it hangs from the command's day on, and wherever it hangs today.
        bool KeepsAbove(string? unit)
        {
            var from = command.On < today ? command.On.Value : today;
            var places = structure.Units.Where(u => u.Code == unit && u.Span.Superseded is null && !(u.Span.To < from)).ToList();
            return places.Count > 0 && places.TrueForAll(place => Keeps(place.Parent ?? place.Code));
        }
    }

    /// <summary>
    /// A step in the life of an item: by whoever keeps its unit, by its own post, and from a leading post of an establishment above it. What it is
    /// refined to, and who comes to assist, lies in the same reach.
    /// </summary>
    public static bool May(Sight sight, Outline outline, ItemCommand command, string unit) =>
        KeepsAll(sight) || ((sight.Posts.Contains(command.Key.Post) || Reaches(sight, outline, command.Actor, unit))
        && (command.Act is not (Act.RefineItem or Act.AddAssist) || (command.Post is { } post && outline.Post(post) is { } place && Reaches(sight, outline, command.Actor, place.Unit))));

    /// <summary>Whether a caller may have to do with a unit's problems, as somebody of its establishment or of one above.</summary>
    public static bool MayOn(Sight sight, Outline outline, Actor actor, string unit) =>
        KeepsAll(sight) || (MayActAs(sight, actor) && outline.Find(actor.Unit) is not null && outline.Standing(unit) is { } standing
            && outline.IsWithin(outline.EstablishmentOf(standing), outline.EstablishmentOf(actor.Unit)));

    /// <summary>A look: at what the caller sees anyhow, and from a post at all that stands below its establishment. Whether its unit supervises there is for the rules.</summary>
    public static bool MayLookAt(Sight sight, Outline outline, Actor actor, string? unit) =>
        KeepsAll(sight) || (unit is not null && MayActAs(sight, actor)
            && (sight.Shows(unit) || (outline.Find(unit) is not null && outline.Find(actor.Unit) is not null && outline.IsWithin(unit, outline.EstablishmentOf(actor.Unit)))));

    /// <summary>A referral: of a finding that the caller sees, in a unit that they have to do with, to a department that they know of; and an answer from the department, or from above it.</summary>
    public static bool May(Sight sight, Outline outline, ReferralCommand command) => command.Act is Act.AnswerReferral
        ? MayOn(sight, outline, command.Actor, command.To)
        : MayOn(sight, outline, command.Actor, command.Unit) && sight.Shows(command.To) && (command.Finding is not { } finding || sight.SeesLook(finding.By, finding.Officer is not null));

    /// <summary>Whether a caller may act as somebody: as oneself, from a post as whoever of it one is, and for those whom one keeps.</summary>
    public static bool MayActAs(Sight sight, Actor actor) =>
        (actor.Person is { } person && person == sight.Person)
        || (actor.Post is { } post && sight.Posts.Contains(post) && (sight.Person is null || actor.Person is null))
        || sight.May(Right.Keep, actor.Unit);

    /// <summary>Whether a caller keeps the whole grid: then nothing is out of reach, and what does not exist may be said not to.</summary>
    public static bool KeepsAll(Sight sight) => sight.HasOverAll(Right.Keep);

    private static bool Reaches(Sight sight, Outline outline, Actor actor, string unit) =>
        sight.May(Right.Keep, unit)
        || (MayActAs(sight, actor) && actor.Post is { } post && outline.Post(post) is { } place && place.Layer != outline.Settings.PostLayer && outline.Find(unit) is not null
            && outline.IsWithin(outline.EstablishmentOf(unit), outline.EstablishmentOf(place.Unit)));

    private static string? UnitOf(Outline outline, string code) => outline.Post(code)?.Unit ?? outline.Find(code)?.Code;
}
