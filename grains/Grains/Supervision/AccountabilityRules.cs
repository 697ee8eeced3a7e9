namespace ResponsibilityGrid;

/// <summary>Who answers for an item in the four roles, by the graph of a moment. The units are those that <see cref="UnitsFor"/> names.</summary>
internal static class AccountabilityRules
{
    /// <summary>The units whose sheets are needed at first; those of the posts that their links start from come after them.</summary>
    public static IEnumerable<string> UnitsFor(Outline outline, PostEntry post, Duty duty) =>
        outline.Upwards(outline.EstablishmentOf(post.Unit)).Prepend(post.Unit)
            .Concat(Dedicated(outline, post).Concat(FunctionalLineOf(outline, duty) is { } line ? Lines.Nearest(outline, post.Unit, line) : []).Select(u => u.Code)).Distinct();

    /// <summary>The units of the posts that links start from.</summary>
    public static IEnumerable<string> UnitsBehind(Outline outline, IEnumerable<UnitSheet> sheets) =>
        sheets.SelectMany(s => s.Links).Select(l => outline.Post(l.Subject)?.Unit).OfType<string>().Distinct();

    public static List<Accountable> Of(Outline outline, PostEntry post, Duty duty, IReadOnlyDictionary<string, UnitSheet> sheets)
    {
        var unit = sheets[post.Unit];
        var checks = unit.Links.Where(l => l.Kind == LinkKind.Checks && l.Target == post.Code).ToList();
        var stationed = unit.Links.Where(l => l.Kind == LinkKind.StationedAt && l.Target != post.Code && outline.Post(l.Target)?.Unit == post.Unit);
        var (own, functional) = (outline.Find(post.Unit)?.Line, FunctionalLineOf(outline, duty));
        List<Accountable> supervision =
        [
            .. Dedicated(outline, post) is { Count: > 0 } dedicated
                ? dedicated.SelectMany(d => OfHead(AccountableRole.Supervision, AccountableBasis.DedicatedHead, d.Code).Concat(InCharge(d.Code)))
                // Above the topmost dedicated department there is only whoever is in charge of it.
                : own == outline.Settings.Lines[0] ? InCharge(post.Unit) : [NoneDefined(AccountableRole.Supervision, AccountableBasis.DedicatedHead)],
            .. stationed.SelectMany(l => OfPost(AccountableRole.Supervision, AccountableBasis.Stationed, l.Target, l)),
            .. functional is null ? []
                : Lines.Nearest(outline, post.Unit, functional) is { Count: > 0 } heads ? heads.SelectMany(u => OfHead(AccountableRole.Supervision, AccountableBasis.FunctionalHead, u.Code))
                : own == functional ? [] : [NoneDefined(AccountableRole.Supervision, AccountableBasis.FunctionalHead)],
        ];
        List<Accountable> leaders =
        [
            .. outline.Upwards(outline.EstablishmentOf(post.Unit)).Prepend(post.Unit).Distinct()
                .SelectMany(u => OfLeaders(u).Concat(OfHead(AccountableRole.Leader, AccountableBasis.Head, u))),
        ];
        return
        [
            .. OfPost(AccountableRole.Party, AccountableBasis.Holds, post.Code, null),
            .. checks.Count == 0 ? [NoneDefined(AccountableRole.Constraint, AccountableBasis.Checks)] : checks.SelectMany(l => OfPost(AccountableRole.Constraint, AccountableBasis.Checks, l.Subject, l)),
            .. supervision,
            .. leaders.Count == 0 ? [NoneDefined(AccountableRole.Leader, AccountableBasis.Head)] : leaders,
        ];

        IEnumerable<Accountable> OfLeaders(string led) =>
            LinkRules.Leading(sheets[led])
                .SelectMany(l => OfPost(AccountableRole.Leader, l.Kind == LinkKind.InCharge ? AccountableBasis.InCharge : AccountableBasis.AnswersFor, l.Subject, l));

        // Whoever is in charge of the department does not supervise themselves.
        IEnumerable<Accountable> InCharge(string department) =>
            sheets[department].Links.FindAll(l => l.Target == department && l.Kind == LinkKind.InCharge && l.Subject != post.Code) is { Count: > 0 } links
                ? links.SelectMany(l => OfPost(AccountableRole.Supervision, AccountableBasis.DedicatedInCharge, l.Subject, l))
                : [NoneDefined(AccountableRole.Supervision, AccountableBasis.DedicatedInCharge) with { Unit = department }];

        IEnumerable<Accountable> OfHead(AccountableRole role, AccountableBasis basis, string headed) =>
            HeadsOf(sheets[headed], outline) is { Count: > 0 } heads
                ? heads.SelectMany(seat => OfSeat(role, basis, headed, seat, null))
                : [NoneDefined(role, basis) with { Unit = headed }];

        IEnumerable<Accountable> OfPost(AccountableRole role, AccountableBasis basis, string code, Link? link) =>
            outline.Post(code) is { } place && sheets.TryGetValue(place.Unit, out var sheet) && sheet.Seats.Find(s => s.Post.Code == code) is { } seat
                ? OfSeat(role, basis, place.Unit, seat, link)
                : [NoneDefined(role, basis) with { Link = link }];

        IEnumerable<Accountable> OfSeat(AccountableRole role, AccountableBasis basis, string at, Seat seat, Link? link) => seat.Holders.Count == 0
            ? [new Accountable { Role = role, State = AccountableState.Vacant, Basis = basis, Unit = at, Post = seat.Post, Link = link, Head = HeadsOf(sheets[at], outline).SelectMany(s => s.Holders).FirstOrDefault() }]
            : seat.Holders.Select(fill => new Accountable { Role = role, State = AccountableState.Person, Basis = basis, Unit = at, Post = seat.Post, Fill = fill, Link = link });

        Accountable NoneDefined(AccountableRole role, AccountableBasis basis) => new() { Role = role, State = AccountableState.NoneDefined, Basis = basis, Unit = post.Unit };
    }

    /// <summary>The posts that head a unit: of a head's layer, and where it has none, those not of the last level.</summary>
    public static List<Seat> HeadsOf(UnitSheet sheet, Outline outline) =>
        sheet.Seats.FindAll(s => outline.Settings.HeadLayers.Contains(s.Post.Layer)) is { Count: > 0 } heads ? heads
        : outline.Find(sheet.Unit)?.Kind == UnitKind.Department ? sheet.Seats.FindAll(s => s.Post.Layer != outline.Settings.PostLayer) : [];

    private static List<UnitEntry> Dedicated(Outline outline, PostEntry post) => Lines.Nearest(outline, post.Unit, outline.Settings.Lines[0]);

    /// <summary>The line of its own that a duty names beside the dedicated one.</summary>
    private static string? FunctionalLineOf(Outline outline, Duty duty) => duty.FunctionalLine is { } line && line != outline.Settings.Lines[0] ? line : null;
}
