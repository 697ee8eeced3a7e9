namespace ResponsibilityGrid;

/// <summary>Posts that come to be, end, or go from one unit to another with all that is known of them.</summary>
internal static class PostRules
{
    public static List<Post> Create(UnitState state, UnitCommand command, DateOnly on, DateTimeOffset now) =>
    [
        // What an earlier attempt left here that never came to its end.
        .. state.Posts.Select(p => p.Code == command.Post && p.Span.Superseded is null ? p with { Span = p.Span with { Superseded = now } } : p),
        new Post { Code = command.Post!, Title = command.Name!, Layer = command.Layer!, KeyFew = command.KeyFew, Span = new Span { From = on, Recorded = now } },
    ];

    /// <summary>A post ends empty.</summary>
    public static List<Post> Close(UnitState state, UnitCommand command, DateOnly last, DateTimeOffset now)
    {
        if (command.ExpectedVersion is { } expected && command.Posts is [var only] && state.VersionOf(only) is var current && expected != current) throw GridRuleException.Stale(expected, current);
        foreach (var post in command.Posts)
            if (FillRules.Standing(state, post).FirstOrDefault(f => (f.Span.To ?? DateOnly.MaxValue) > last) is { } held)
                throw new GridRuleException(Rule.PostHeld,
                    $"岗位“{post}”{last:yyyy-MM-dd} 之后仍由“{held.Name}”{(held.Kind == FillKind.Holder ? "任职" : "代理")}；请先办理离任。",
                    $"Post \"{post}\" is held by \"{held.Name}\" after {last:yyyy-MM-dd}; vacate it first.", "post");
        return
        [
            .. state.Posts.Select(p => Ends(p) ? p with { Span = p.Span with { Superseded = now } } : p),
            .. state.Posts.Where(p => Ends(p) && p.Span.From <= last).Select(p => p with { Span = p.Span with { To = last, Recorded = now } }),
        ];

        bool Ends(Post post) => command.Posts.Contains(post.Code) && post.Span.Superseded is null && (post.Span.To ?? DateOnly.MaxValue) > last;
    }

    /// <summary>The state without posts and persons that go elsewhere from a day on; what was before stays readable here.</summary>
    public static UnitState Release(UnitState state, string unit, UnitCommand command, DateOnly today, DateTimeOffset now)
    {
        var (on, recorded) = (command.On!.Value, state.After(now));
        var last = on.AddDays(-1);
        var own = LinkRules.From(state, on).Where(l => command.Act == Act.MergeUnits && l.Target == unit).ToList();
        List<Link> links = [.. LinkRules.From(state, on).Where(l => command.Posts.Contains(l.Target)), .. own];
        var residents = state.Residents.FindAll(r => Leaves(r, command));
        var entry = Journal.Note(command, command.Act, on, today, recorded) with { Number = state.Entries.Count + 1, Subject = unit, Other = command.Target, Version = state.Version + 1 };
        var next = LinkRules.Ended(state, links, on, recorded) with
        {
            Version = state.Version + 1,
            Residents = [.. state.Residents.Select(r => residents.Contains(r) ? r with { Span = r.Span with { Superseded = recorded } } : r), .. residents.Where(r => r.Span.From < on).Select(r => r with { Span = r.Span with { To = last, Recorded = recorded } })],
            Stays = [.. state.Stays.Where(s => !(command.Posts.Contains(s.Post) && s.To is null)), .. command.Posts.Select(Gone)],
            Entries = [.. state.Entries, entry],
            Outbox = [.. state.Outbox.Union(residents.Select(r => r.Person)).Union(state.Fills.Where(f => command.Posts.Contains(f.Post)).Select(f => f.Person))],
        };
        return LinkRules.Told(next, command, own, [], today, recorded);

        Stay Gone(string post) => (state.Stays.FindLast(s => s.Post == post && s.To is null) is { } here ? here with { Came = here.Other } : new Stay { Post = post }) with { Other = command.Target!, To = last };
    }

    /// <summary>All that is told about what was released, however often it is asked for.</summary>
    public static Handover HandoverOf(UnitState state, string unit, UnitCommand command)
    {
        var released = state.Find(command)!.Recorded;
        return new Handover
        {
            Command = command,
            From = unit,
            Facts = new UnitFacts
            {
                Posts = state.Posts.FindAll(p => command.Posts.Contains(p.Code)),
                Fills = state.Fills.FindAll(f => command.Posts.Contains(f.Post)),
                Links = [.. state.Links.Where(l => command.Posts.Contains(l.Target) ? l.Span.Recorded < released : l.Target == unit && l.Span.Superseded == released).Select(l => l.Span.Superseded == released ? l with { Span = l.Span with { Superseded = null } } : l)],
                Residents = [.. state.Residents.Where(r => r.Span.Superseded == released).Select(r => r with { Span = r.Span with { From = r.Span.From < command.On ? command.On.Value : r.Span.From, Superseded = null, Recorded = released } })],
            },
            Entries = [.. state.Brought.Concat(state.Entries).Where(e => e.IsOfSeat() && command.Posts.Contains(e.Subject ?? ""))],
            Leavings = state.Leavings.FindAll(l => command.Posts.Contains(l.Post)),
        };
    }

    /// <summary>The state with what another unit let go.</summary>
    public static UnitState Take(UnitState state, string unit, Handover handover, DateOnly today, DateTimeOffset now)
    {
        var (command, facts, recorded) = (handover.Command, handover.Facts, state.After(now));
        var entry = Journal.Note(command, command.Act, command.On!.Value, today, recorded) with { Subject = handover.From, Other = unit, Version = state.Version + 1 };
        var own = facts.Links.FindAll(l => l.Target == handover.From);
        // A post that was here before comes back with everything that this unit knew of it.
        var known = state.Entries.Select(e => (e.Act, e.Subject, e.Recorded)).ToHashSet();
        var next = state with
        {
            Version = state.Version + 1,
            Posts = [.. state.Posts.Where(p => !command.Posts.Contains(p.Code)), .. facts.Posts],
            Fills = [.. state.Fills.Where(f => !command.Posts.Contains(f.Post)), .. facts.Fills],
            Links = [.. state.Links.Where(l => !command.Posts.Contains(l.Target)), .. facts.Links.Except(own)],
            Residents = [.. state.Residents, .. facts.Residents],
            Leavings = [.. state.Leavings.Where(l => !command.Posts.Contains(l.Post)), .. handover.Leavings],
            Stays = [.. state.Stays, .. command.Posts.Select(post => new Stay { Post = post, Other = handover.From, From = command.On.Value })],
            Brought = [.. state.Brought.Where(e => !command.Posts.Contains(e.Subject ?? "")), .. handover.Entries.Where(e => !known.Contains((e.Act, e.Subject, e.Recorded)))],
            Outbox = [.. state.Outbox.Union(facts.Fills.Select(f => f.Person)).Union(facts.Residents.Select(r => r.Person))],
        };
        var told = command.Posts.Select(post => entry with { Act = Act.MovePost, Subject = post, Other = handover.From, Version = next.VersionOf(post) + 1 });
        if (command.Act != Act.MovePost || command.Posts.Count == 0) told = told.Prepend(entry);
        next = next with { Entries = [.. state.Entries, .. told.Select((e, n) => e with { Number = state.Entries.Count + n + 1 })] };
        return LinkRules.Told(next, command, [], LinkRules.Joining(next.Links, own.Select(l => l with { Target = unit }), command.On.Value, recorded), today, recorded);
    }

    /// <summary>
    /// The state with what was learnt later about posts that left; the same object where it is known. Facts are only ever added, so the
    /// longer word is the newer one.
    /// </summary>
    public static UnitState Hear(UnitState state, Handover word)
    {
        var news = word.Command.Posts.Where(post => state.HasLeft(post) && word.Facts.Fills.Count(f => f.Post == post) > state.Fills.Count(f => f.Post == post)).ToList();
        if (news.Count == 0) return state;
        var fills = word.Facts.Fills.FindAll(f => news.Contains(f.Post));
        return state with
        {
            Version = state.Version + 1,
            Fills = [.. state.Fills.Where(f => !news.Contains(f.Post)), .. fills],
            Outbox = [.. state.Outbox.Union(fills.Select(f => f.Person)).Union(Former(state, news))],
        };
    }

    /// <summary>The units that posts came from, as they stand in the outbox; no person's code has a slash.</summary>
    public static IEnumerable<string> Former(UnitState state, IEnumerable<string> posts) =>
        state.Stays.Where(s => posts.Contains(s.Post)).Select(Former).OfType<string>().Select(unit => $"/{unit}").Distinct();

    /// <summary>What a former unit is told of the posts that came from it.</summary>
    public static Handover WordFor(UnitState state, string unit, string former)
    {
        var posts = state.Stays.Where(s => Former(s) == former).Select(s => s.Post).Distinct().ToList();
        return new Handover { IsWord = true, From = unit, Command = new UnitCommand { Posts = posts }, Facts = new UnitFacts { Fills = state.Fills.FindAll(f => posts.Contains(f.Post)) } };
    }

    private static string? Former(Stay stay) => stay.To is null ? stay.Other : stay.Came;

    /// <summary>With a merged unit go all who are at home in it.</summary>
    /// <summary>Whether a command that only takes persons along finds any; then there is nothing to be written down.</summary>
    public static bool HasAnybodyToRelease(UnitState state, UnitCommand command) => command.Act != Act.CloseUnit || state.Residents.Exists(r => Leaves(r, command));

    private static bool Leaves(Resident resident, UnitCommand command) =>
        resident.Span.Superseded is null && Goes(command, resident.Person) && (resident.Span.To ?? DateOnly.MaxValue) >= command.On;

    private static bool Goes(UnitCommand command, string person) => command.Act is Act.MergeUnits or Act.CloseUnit || command.Persons.Contains(person);
}
