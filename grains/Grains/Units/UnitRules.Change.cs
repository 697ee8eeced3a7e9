namespace ResponsibilityGrid;

internal static partial class UnitRules
{
    /// <summary>The state with a command taken and written down. The structure is the newest there is.</summary>
    public static UnitState Change(UnitState state, string unit, UnitCommand command, Structure structure, DateTimeOffset now, IReadOnlyCollection<Link>? back = null)
    {
        var today = structure.Settings.DateAt(now);
        var on = command.On ?? today;
        var recorded = state.After(now);
        var isOfFill = command.Act is Act.Appoint or Act.Vacate or Act.CorrectFill;
        if (isOfFill) CheckSeat(state, unit, command, structure);
        var next = command.Act switch
        {
            Act.Appoint => state with { Fills = FillRules.Appoint(state, command, on, recorded) },
            Act.Vacate => state with { Fills = FillRules.Vacate(state, command, on, recorded), Leavings = LeavingRules.With(state, command, today, recorded) },
            Act.IssueInterview => state with { Interviews = RankingRules.Issue(state, unit, command, recorded) },
            Act.SignHandover => state with { Leavings = LeavingRules.Sign(state, command, new Outline(structure, new Moment(today, DateTimeOffset.MaxValue)), recorded) },
            Act.CorrectFill => state with { Fills = FillRules.Correct(state, command, recorded), Leavings = LeavingRules.With(state, command, today, recorded) },
            Act.CreatePost => state with { Posts = PostRules.Create(state, command, on, recorded) },
            Act.ClosePost or Act.CloseUnit => state with { Posts = PostRules.Close(state, command, on, recorded) },
            Act.CreatePerson => state with { Residents = [.. state.Residents, new Resident { Person = command.Person!, Name = command.Name!, Span = new Span { From = on, Recorded = recorded } }] },
            Act.Link => state with { Links = LinkRules.Make(state, command, structure, back ?? state.Links, on, recorded) },
            Act.EndLink => state with { Links = LinkRules.End(state, command, on, recorded) },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Act, "A unit does not know this act."),
        };
        if (isOfFill) CheckFills(state, next, command, structure);
        return next with
        {
            Version = state.Version + 1,
            Entries = [.. state.Entries, .. Told(state, next, command, Journal.Note(command, command.Act, on, today, recorded), today).Select((e, n) => e with { Number = state.Entries.Count + n + 1 })],
            Outbox = [.. state.Outbox.Union(next.Fills.Except(state.Fills).Select(f => f.Person)).Union(next.Residents.Except(state.Residents).Select(r => r.Person)).Union(isOfFill ? PostRules.Former(state, [command.Post!]) : [])],
        };
    }

    /// <summary>Whoever a command puts on a post; they have to be on record.</summary>
    public static string? Newcomer(UnitCommand command) => command.Act is Act.Appoint or Act.CorrectFill ? command.Right ?? command.Person : null;

    /// <summary>Whom a command enters, once there is nothing else against it; nobody else may have the code.</summary>
    public static string? Newborn(UnitCommand command, Structure structure, string unit, DateOnly today)
    {
        if (command.Act != Act.CreatePerson) return null;
        if ((command.On ?? today) is var on && !structure.Units.Exists(u => u.Code == unit && u.Span.Superseded is null && u.Span.Covers(on)))
            throw new GridRuleException(Rule.UnitNotStanding, $"单位“{unit}”{on:yyyy-MM-dd} 不存在：尚未设立或已撤销。", $"The unit \"{unit}\" does not exist on {on:yyyy-MM-dd}.", "home");
        if (!GridKeys.IsCode(command.Person!))
            throw new GridRuleException(Rule.CodeMalformed, $"编码“{command.Person}”不合规范：1 到 64 个字符，不含空格和斜线。", $"The code \"{command.Person}\" must have 1 to 64 characters, without blanks and slashes.", "code");
        return string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > 200
            ? throw new GridRuleException(Rule.NameMalformed, "请写明姓名，1 到 200 字。", "A name of 1 to 200 characters is needed.", "name")
            : command.Person;
    }

    /// <summary>A post as it was at a moment, wherever it sat.</summary>
    public static Seat? SeatAt(UnitState state, string? post, Moment at, GridSettings settings) =>
        state.Posts.FindLast(p => p.Code == post && p.Span.KnownAt(at.KnownAt)) is not { } found ? null
            : SeatOf(found, state.Fills.Where(f => f.Post == post && f.Span.KnownAt(at.KnownAt)), at, settings) with
            {
                Version = state.Entries.Concat(state.Brought).Count(e => e.IsOfSeat() && e.Subject == post && e.Recorded <= at.KnownAt),
            };

    private static IEnumerable<Entry> Told(UnitState state, UnitState next, UnitCommand command, Entry entry, DateOnly today)
    {
        entry = entry with { Until = command.Until, Text = command.Reason, Version = state.Version + 1 };
        return command.Act switch
        {
            Act.Appoint or Act.Vacate => [OfSeat(command.Post!) with { Other = command.Person }],
            Act.CorrectFill => [OfSeat(command.Post!) with { Other = command.Right ?? command.Person, On = command.On ?? command.Since!.Value, Late = (command.On ?? command.Since) < today }],
            Act.CreatePost => [OfSeat(command.Post!) with { Text = command.Name }],
            Act.ClosePost or Act.CloseUnit => command.Posts.Select(post => OfSeat(post) with { Act = Act.ClosePost, Until = entry.On, Other = command.Heirs.Find(h => h.Post == post)?.By }),
            Act.CreatePerson => [entry with { Subject = command.Person, Text = command.Name }],
            Act.IssueInterview => [entry with { Subject = command.Unit }],
            Act.SignHandover => [entry with { Subject = command.Post, Other = command.Person }],
            Act.Link or Act.EndLink => [entry with { Subject = command.Target, Other = command.Subject, Text = command.Reason ?? $"{command.Link}", Version = LinkRules.VersionOf(next.Links, next.Links[^1], entry.Recorded) }],
            _ => [entry],
        };

        Entry OfSeat(string post) => entry with { Subject = post, Version = state.VersionOf(post) + 1 };
    }

    private static void CheckSeat(UnitState state, string unit, UnitCommand command, Structure structure)
    {
        var post = command.Post!;
        if (!state.Posts.Exists(p => p.Code == post) || !structure.Posts.Exists(p => p.Code == post)) throw GridRuleException.NotFound("岗位", post, "post");
        if (state.Stays.FindLast(s => s.Post == post) is { To: not null } gone)
            throw GridRuleException.Unavailable($"岗位“{post}”正在由“{unit}”转入“{gone.Other}”，请稍后重试。", $"Post \"{post}\" is on its way to \"{gone.Other}\"; ask again.", "post");
        if (command.ExpectedVersion is { } expected && state.VersionOf(post) is var current && expected != current)
            throw GridRuleException.Stale(expected, current);
    }

    private static void CheckFills(UnitState state, UnitState next, UnitCommand command, Structure structure)
    {
        FillRules.Check(next, command.Post!, command.Right ?? command.Person!);
        foreach (var fill in FillRules.Standing(next, command.Post!).Except(state.Fills)) FillRules.CheckDays(next, fill, structure);
    }
}
