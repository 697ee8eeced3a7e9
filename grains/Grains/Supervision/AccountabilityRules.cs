namespace ResponsibilityGrid;

/// <summary>Who answers for an item in the four roles, by the graph of a moment. The units are those that <see cref="UnitsFor"/> names.</summary>
internal static class AccountabilityRules
{
    /// <summary>The units whose sheets are needed at first; those of the posts that their links start from come after them.</summary>
    public static IEnumerable<string> UnitsFor(Outline outline, PostEntry post, Duty duty) =>
        outline.Upwards(outline.EstablishmentOf(post.Unit)).Prepend(post.Unit)
            .Concat(Watching(outline, post, duty).Select(u => u.Unit.Code)).Distinct();

    /// <summary>The units of the posts that links start from.</summary>
    public static IEnumerable<string> UnitsBehind(Outline outline, IEnumerable<UnitSheet> sheets) =>
        sheets.SelectMany(s => s.Links).Select(l => outline.Post(l.Subject)?.Unit).OfType<string>().Distinct();

    public static List<Accountable> Of(Outline outline, PostEntry post, Duty duty, IReadOnlyDictionary<string, UnitSheet> sheets)
    {
        var unit = sheets[post.Unit];
        var checks = unit.Links.Where(l => l.Kind == LinkKind.Checks && l.Target == post.Code).ToList();
        var stationed = unit.Links.Where(l => l.Kind == LinkKind.StationedAt && outline.Post(l.Target)?.Unit == post.Unit).ToList();
        var watching = Watching(outline, post, duty).ToList();
        List<Accountable> supervision =
        [
            .. watching.Where(w => w.IsDedicated).SelectMany(w => OfHead(AccountableRole.Supervision, AccountableBasis.DedicatedHead, w.Unit.Code).Concat(OfLeaders(AccountableRole.Supervision, w.Unit.Code, _ => AccountableBasis.DedicatedInCharge))),
            .. stationed.SelectMany(l => OfPost(AccountableRole.Supervision, AccountableBasis.Stationed, l.Target, l)),
            .. watching.Where(w => !w.IsDedicated).SelectMany(w => OfHead(AccountableRole.Supervision, AccountableBasis.FunctionalHead, w.Unit.Code)),
        ];
        List<Accountable> leaders =
        [
            .. outline.Upwards(outline.EstablishmentOf(post.Unit)).Prepend(post.Unit).Distinct()
                .SelectMany(u => OfLeaders(AccountableRole.Leader, u, l => l.Kind == LinkKind.InCharge ? AccountableBasis.InCharge : AccountableBasis.AnswersFor).Concat(OfHead(AccountableRole.Leader, AccountableBasis.Head, u))),
        ];
        return
        [
            .. OfPost(AccountableRole.Party, AccountableBasis.Holds, post.Code, null),
            .. checks.Count == 0 ? [NoneDefined(AccountableRole.Constraint, AccountableBasis.Checks)] : checks.SelectMany(l => OfPost(AccountableRole.Constraint, AccountableBasis.Checks, l.Subject, l)),
            .. supervision.Count == 0 ? [NoneDefined(AccountableRole.Supervision, AccountableBasis.DedicatedHead)] : supervision,
            .. leaders.Count == 0 ? [NoneDefined(AccountableRole.Leader, AccountableBasis.Head)] : leaders,
        ];

        IEnumerable<Accountable> OfLeaders(AccountableRole role, string led, Func<Link, AccountableBasis> basis) =>
            sheets[led].Links.Where(l => LinkRules.Leads(l, led)).SelectMany(l => OfPost(role, basis(l), l.Subject, l));

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

    /// <summary>The nearest dedicated department, and the nearest one of the duty's own functional line.</summary>
    private static IEnumerable<(UnitEntry Unit, bool IsDedicated)> Watching(Outline outline, PostEntry post, Duty duty) =>
        Lines.Nearest(outline, post.Unit, outline.Settings.Lines[0]).Select(u => (u, true))
            .Concat(duty.FunctionalLine is { } line && line != outline.Settings.Lines[0] ? Lines.Nearest(outline, post.Unit, line).Select(u => (u, false)) : []);
}
