namespace ResponsibilityGrid;

/// <summary>Dated edges between posts and units. Each kind has its ends; a workbook is held to the same.</summary>
internal static class LinkRules
{
    private enum Side { Post, Unit, Department }

    /// <summary>Whether a link says who leads a unit: 分管 or 包干.</summary>
    public static bool Leads(Link link, string unit) => link.Target == unit && link.Kind is LinkKind.InCharge or LinkKind.AnswersFor;

    /// <summary>Those by which a unit is led.</summary>
    public static List<Link> Leading(UnitSheet sheet) => sheet.Links.FindAll(link => Leads(link, sheet.Unit));

    /// <summary>How often a link was made or changed, as was known at an instant; 0 for one that there never was. What a workbook, a closing or a merger did to it counts too.</summary>
    public static int VersionOf(IEnumerable<Link> links, Link like, DateTimeOffset knownAt) =>
        links.Where(l => IsAlike(l, like)).SelectMany<Link, DateTimeOffset?>(l => [l.Span.Recorded, l.Span.Superseded]).Where(instant => instant <= knownAt).Distinct().Count();

    /// <summary>What is said of links without a paper, with the one on record; nobody said that it does not hold.</summary>
    public static List<Link> Papered(UnitState state, List<Link> given) =>
        given.Exists(l => l.Paper is null) ? [.. given.Select(l => l.Paper is null && Standing(state, l).LastOrDefault(k => k.Span.From == l.Span.From) is { Paper: { } paper } ? l with { Paper = paper } : l)] : given;

    public static List<Link> Make(UnitState state, UnitCommand command, Structure structure, IEnumerable<Link> back, DateOnly on, DateTimeOffset now)
    {
        var link = new Link { Kind = command.Link!.Value, Subject = command.Subject!, Target = command.Target!, Paper = command.Paper, Span = new Span { From = on, To = command.Until, Recorded = now } };
        CheckExpected(state, link, command);
        CheckDays(link);
        CheckEnds(link, (code, end, field) => CheckEnd(structure, code, end, on, field));
        CheckAlike(link, Standing(state, link), back);
        return [.. state.Links, link];
    }

    /// <summary>A link that a workbook brings, held to what a command is held to. An end that the structure does not know comes new with the link.</summary>
    public static void CheckNew(UnitState next, Link link, Structure structure, IEnumerable<Link> back)
    {
        CheckDays(link);
        CheckEnds(link, (code, end, field) =>
        {
            if (structure.Units.Exists(u => u.Code == code) || structure.Posts.Exists(p => p.Code == code)) CheckEnd(structure, code, end, link.Span.From, field);
        });
        CheckAlike(link, Standing(next, link).Where(l => l.Span.From != link.Span.From), back);
    }

    public static List<Link> End(UnitState state, UnitCommand command, DateOnly last, DateTimeOffset now)
    {
        var like = new Link { Kind = command.Link!.Value, Subject = command.Subject!, Target = command.Target! };
        var standing = Standing(state, like).ToList();
        if (standing.Count == 0) throw GridRuleException.NotThere($"“{command.Subject}”与“{command.Target}”之间没有这种关系。", $"There is no such link from \"{command.Subject}\" to \"{command.Target}\".", "target");
        CheckExpected(state, like, command);
        if (standing.Find(l => l.Span.Covers(last)) is not { } ending || ending.Span.To == last)
            throw new GridRuleException(Rule.NothingToEnd, $"{last:yyyy-MM-dd} 这一关系不存在或本已于当日终止。", $"The link does not hold on {last:yyyy-MM-dd}, or ends on it already.", "on");
        return [.. state.Links.Select(l => ReferenceEquals(l, ending) ? l with { Span = l.Span with { Superseded = now } } : l), ending with { Span = ending.Span with { To = last, Recorded = now } }];
    }

    /// <summary>The state after one end of some links went elsewhere or is no more; the same object where none are concerned.</summary>
    public static UnitState Follow(UnitState state, Handover word, GridSettings settings, DateTimeOffset now) => word.Command switch
    {
        { Act: Act.MergeUnits, Target: { } into, On: { } on } => Follow(state, word.Command, on, link => link.Subject == word.From, link => link with { Subject = into }, settings, now),
        { Act: Act.ClosePost, Posts: var posts, On: { } last } => Follow(state, word.Command, last.AddDays(1), link => IsAt(link, posts.Contains), null, settings, now),
        { Act: Act.CloseUnit, Posts: var posts, On: { } last } => Follow(state, word.Command, last.AddDays(1), link => IsAt(link, code => code == word.From || posts.Contains(code)), null, settings, now),
        _ => state,
    };

    /// <summary>Links end before a day; those that go on somewhere begin there on it.</summary>
    private static UnitState Follow(UnitState state, UnitCommand command, DateOnly on, Func<Link, bool> leaves, Func<Link, Link>? goesOn, GridSettings settings, DateTimeOffset now)
    {
        var leaving = From(state, on).Where(leaves).ToList();
        if (leaving.Count == 0) return state;
        var recorded = state.After(now);
        var ended = Ended(state, leaving, on, recorded) with { Version = state.Version + 1 };
        return Told(ended, command with { On = on }, leaving, goesOn is null ? [] : Joining(ended.Links, leaving.Select(goesOn), on, recorded), settings.DateAt(now), recorded);
    }

    private static bool IsAt(Link link, Func<string, bool> end) => end(link.Subject) || end(link.Target);

    /// <summary>The links that stand on a day or later.</summary>
    public static IEnumerable<Link> From(UnitState state, DateOnly on) => state.Links.Where(l => l.Span.Superseded is null && (l.Span.To ?? DateOnly.MaxValue) >= on);

    /// <summary>The state with links that go elsewhere ended before a day.</summary>
    public static UnitState Ended(UnitState state, List<Link> leaving, DateOnly on, DateTimeOffset recorded) => state with
    {
        Links =
        [
            .. state.Links.Select(l => leaving.Contains(l) ? l with { Span = l.Span with { Superseded = recorded } } : l),
            .. leaving.Where(l => l.Span.From < on).Select(l => l with { Span = l.Span with { To = on.AddDays(-1), Recorded = recorded } }),
        ],
    };

    /// <summary>Links that come from elsewhere on a day, but for those that stand here already.</summary>
    public static List<Link> Joining(List<Link> here, IEnumerable<Link> coming, DateOnly on, DateTimeOffset recorded) =>
    [
        .. coming.Select(l => l with { Span = new Span { From = l.Span.From < on ? on : l.Span.From, To = l.Span.To, Recorded = recorded } })
            .Where(l => !here.Exists(h => h.Span.Superseded is null && IsAlike(h, l) && (h.Span.To ?? DateOnly.MaxValue) >= l.Span.From)),
    ];

    /// <summary>The state with links that came, and entries for those that came and went.</summary>
    public static UnitState Told(UnitState state, UnitCommand command, List<Link> left, List<Link> came, DateOnly today, DateTimeOffset recorded)
    {
        List<Link> all = [.. state.Links, .. came];
        var entries = left.Select(l => Note(l, Act.EndLink, command.On!.Value.AddDays(-1))).Concat(came.Select(l => Note(l, Act.Link, l.Span.From)));
        return state with { Links = all, Entries = [.. state.Entries, .. entries.Select((e, n) => e with { Number = state.Entries.Count + n + 1 })] };

        Entry Note(Link link, Act act, DateOnly on) =>
            Journal.Note(command, act, on, today, recorded) with { Subject = link.Target, Other = link.Subject, Text = $"{link.Kind}", Version = VersionOf(all, link, recorded) };
    }

    private static bool IsAlike(Link one, Link other) => (one.Kind, one.Subject, one.Target) == (other.Kind, other.Subject, other.Target);

    private static IEnumerable<Link> Standing(UnitState state, Link like) =>
        state.Links.Where(l => l.Span.Superseded is null && IsAlike(l, like));

    private static void CheckExpected(UnitState state, Link link, UnitCommand command)
    {
        if (command.ExpectedVersion is { } expected && VersionOf(state.Links, link, DateTimeOffset.MaxValue) is var current && expected != current) throw GridRuleException.Stale(expected, current);
    }

    private static void CheckDays(Link link)
    {
        if (link.Span.To < link.Span.From)
            throw new GridRuleException(Rule.EndBeforeStart, $"终止日期 {link.Span.To:yyyy-MM-dd} 早于起始日期 {link.Span.From:yyyy-MM-dd}，请核对。", $"It would end on {link.Span.To:yyyy-MM-dd}, before it begins on {link.Span.From:yyyy-MM-dd}.", "to");
    }

    private static void CheckEnds(Link link, Action<string, Side, string> check)
    {
        var (subject, target) = Ends(link.Kind);
        check(link.Subject, subject, "subject");
        check(link.Target, target, "target");
        if (link.Subject == link.Target)
            throw new GridRuleException(Rule.SameEnds, "关系的两端不能是同一个。", "A link has two different ends.", "target");
    }

    private static void CheckAlike(Link link, IEnumerable<Link> standing, IEnumerable<Link> back)
    {
        if (standing.FirstOrDefault(l => l.Span.Overlaps(link.Span)) is { } there)
            throw new GridRuleException(Rule.AlreadyOnRecord, $"这一关系自 {there.Span.From:yyyy-MM-dd} 起已经在册，无须重复建立。", $"The link is on record already from {there.Span.From:yyyy-MM-dd} on.", "from");
        if (back.FirstOrDefault(l => l.Kind == LinkKind.Checks && link.Kind == l.Kind && l.Subject == link.Target && l.Target == link.Subject && l.Span.Superseded is null && l.Span.Overlaps(link.Span)) is { } mutual)
            throw new GridRuleException(Rule.MutualChecks,
                $"岗位“{link.Target}”自 {mutual.Span.From:yyyy-MM-dd} 起制约“{link.Subject}”，两个岗位不能互相制约；请先解除那一关系，或另定制约岗位。",
                $"Post \"{link.Target}\" checks \"{link.Subject}\" from {mutual.Span.From:yyyy-MM-dd} on; two posts do not check each other.", "subject");
    }

    private static (Side Subject, Side Target) Ends(LinkKind kind) => kind switch
    {
        LinkKind.InCharge => (Side.Post, Side.Department),
        LinkKind.AnswersFor => (Side.Post, Side.Unit),
        LinkKind.StationedAt => (Side.Department, Side.Post),
        _ => (Side.Post, Side.Post),
    };

    private static void CheckEnd(Structure structure, string code, Side end, DateOnly on, string field)
    {
        var unit = structure.Units.Find(u => u.Code == code && u.Span.Superseded is null && u.Span.Covers(on));
        var isPost = structure.Posts.Exists(p => p.Code == code && p.Span.Superseded is null && p.Span.Covers(on));
        if (unit is null && !isPost) throw GridRuleException.NotFound(end == Side.Post ? "岗位" : "单位", code, field);
        if (end switch { Side.Post => isPost, Side.Unit => unit is not null, _ => unit is { Kind: UnitKind.Department } }) return;
        var (chinese, english) = end switch { Side.Post => ("岗位", "a post"), Side.Unit => ("单位", "a unit"), _ => ("部门", "a department") };
        throw new GridRuleException(Rule.WrongEnd, $"这种关系的这一端须是{chinese}，“{code}”不是。", $"This end of such a link is {english}, which \"{code}\" is not.", field);
    }
}
