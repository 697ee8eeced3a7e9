namespace ResponsibilityGrid;

/// <summary>Who may sit on a post, on every day.</summary>
internal static class FillRules
{
    /// <summary>Somebody is appointed, as one of the holders or as cover.</summary>
    public static List<Fill> Appoint(UnitState state, UnitCommand command, DateOnly on, DateTimeOffset now)
    {
        var fill = new Fill
        {
            Post = command.Post!,
            Person = command.Person!,
            Name = command.Name!,
            Kind = command.Kind ?? FillKind.Holder,
            Shared = command.Shared,
            Reason = command.Shared ? command.Reason : null,
            Paper = command.Paper ?? "",
            Span = new Span { From = on, To = command.Until, Recorded = now },
        };
        CheckTerms(fill);
        CheckShared(fill);
        return [.. state.Fills, fill];
    }

    /// <summary>What is said of shared posts without a reason, with the one on record, or else with the paper that it rests on.</summary>
    public static List<Fill> Reasoned(UnitState state, List<Fill> given) =>
        given.Exists(Lacks) ? [.. given.Select(f => Lacks(f) ? f with { Reason = ReasonOnRecord(state, f) ?? (f.Paper.Length > 0 ? $"依据 {f.Paper}" : null) } : f)] : given;

    /// <summary>A fill that a workbook brings, held to what an appointment is held to.</summary>
    public static void CheckNew(UnitState next, Fill fill, Structure structure)
    {
        CheckTerms(fill);
        CheckShared(fill);
        Check(next, fill.Post, fill.Person);
        CheckDays(next, fill, structure);
    }

    /// <summary>Whoever comes to sit on a post sits there only while it exists. Where the structure does not know the post, it comes new with whoever sits on it.</summary>
    public static void CheckDays(UnitState next, Fill fill, Structure structure)
    {
        var places = structure.Posts.Where(p => p.Code == fill.Post && p.Span.Superseded is null).Select(p => p.Span).ToList();
        if (places.Count == 0) return;
        // A post that is being closed has its end here first.
        var ends = next.Posts.Where(p => p.Code == fill.Post && p.Span.Superseded is null).Select(p => p.Span.To ?? DateOnly.MaxValue);
        var (first, last) = (places.Min(s => s.From), ends.Append(places.Max(s => s.To ?? DateOnly.MaxValue)).Min());
        if (fill.Span.From < first)
            throw new GridRuleException(Rule.OutsidePostLife, $"岗位“{fill.Post}”自 {first:yyyy-MM-dd} 起设立，此前不能任职。", $"Post \"{fill.Post}\" exists from {first:yyyy-MM-dd} on; nobody sits on it before.", "from");
        if ((fill.Span.To ?? DateOnly.MaxValue) > last)
            throw new GridRuleException(Rule.OutsidePostLife, $"岗位“{fill.Post}”至 {last:yyyy-MM-dd} 撤销，任期须在该日或之前终止。", $"Post \"{fill.Post}\" is closed after {last:yyyy-MM-dd}; a term must end by then.", "to");
    }

    /// <summary>Somebody leaves; the day is the last one on the post.</summary>
    public static List<Fill> Vacate(UnitState state, UnitCommand command, DateOnly on, DateTimeOffset now)
    {
        var held = Standing(state, command.Post!).Where(f => f.Person == command.Person).ToList();
        if (held.Count == 0) throw NotThere(command.Post!, command.Person!);
        if (held.Where(f => f.Span.Covers(on)).OrderBy(f => f.Kind).FirstOrDefault() is not { } leaving)
            throw new GridRuleException(Rule.OutsideTerm,
                $"“{held[^1].Name}”{on:yyyy-MM-dd} 不在岗位“{command.Post}”上（{string.Join("，", held.Select(Days))}）；离任日期须在任期之内。",
                $"\"{held[^1].Name}\" is not on post \"{command.Post}\" on {on:yyyy-MM-dd}; the last day must be a day of the term.", "on");
        if (leaving.Span.To == on)
            throw new GridRuleException(Rule.NothingToEnd,
                $"“{leaving.Name}”在岗位“{command.Post}”上的任期本已于 {on:yyyy-MM-dd} 终止，无须再办离任。",
                $"The term of \"{leaving.Name}\" on post \"{command.Post}\" ends on {on:yyyy-MM-dd} already.", "on");
        return [.. Supersede(state.Fills, [leaving], now), leaving with { Span = Learnt(leaving.Span, now) with { To = on } }];
    }

    /// <summary>
    /// Another person, other days or another manner than was held for true. With another person only the days that the correction
    /// names become theirs; the rest stays with whom it was recorded for.
    /// </summary>
    public static List<Fill> Correct(UnitState state, UnitCommand command, DateTimeOffset now)
    {
        var wrong = Standing(state, command.Post!).Where(f => f.Person == command.Person && f.Span.From == command.Since).OrderBy(f => f.Kind).FirstOrDefault()
            ?? throw NotThere(command.Post!, command.Person!, command.Since);
        var right = wrong with
        {
            Person = command.Right ?? wrong.Person,
            Name = command.Right is null ? wrong.Name : command.Name!,
            Kind = command.Kind ?? wrong.Kind,
            Paper = command.Paper ?? wrong.Paper,
            Span = new Span { From = command.On ?? wrong.Span.From, To = command.Until ?? wrong.Span.To, Recorded = now },
        };
        CheckTerms(right);
        if ((right with { Span = wrong.Span }) == wrong && (right.Span.From, right.Span.To) == (wrong.Span.From, wrong.Span.To))
            throw new GridRuleException(Rule.NothingChanges, "更正的内容与在册的任职相同；请写明改为何人、何日或何种方式。", "The correction says what is on record already; say what is different.", "person");
        return [.. Supersede(state.Fills, [wrong], now), .. right.Person == wrong.Person ? [] : Rest(wrong, right.Span, now), right];
    }

    /// <summary>Everybody who sits on the post, now or on another day.</summary>
    public static IEnumerable<Fill> Standing(UnitState state, string post) => state.Fills.Where(f => f.Post == post && f.Span.Superseded is null);

    /// <summary>One post has one sole holder, and one cover, on one day; and nobody sits on it twice.</summary>
    public static void Check(UnitState next, string post, string person)
    {
        UnitRules.CheckSoleHolders(next, [post]);
        var terms = Standing(next, post).Where(f => f.Person == person).OrderBy(f => f.Span.From).ToList();
        foreach (var (earlier, later) in terms.Zip(terms.Skip(1)))
            if (earlier.Span.To is null || earlier.Span.To >= later.Span.From)
                throw new GridRuleException(Rule.AlreadyOnRecord,
                    $"“{later.Name}”自 {later.Span.From:yyyy-MM-dd} 起已在岗位“{post}”上（{Days(earlier)}），同一人同一天不能重复任职或代理；请先办理离任或更正。",
                    $"\"{later.Name}\" is on post \"{post}\" already on {later.Span.From:yyyy-MM-dd}; end or correct that term first.", "person");
    }

    private static bool Lacks(Fill fill) => fill.Shared && fill.Kind == FillKind.Holder && string.IsNullOrWhiteSpace(fill.Reason);

    private static string? ReasonOnRecord(UnitState state, Fill fill) =>
        Standing(state, fill.Post).LastOrDefault(f => (f.Person, f.Kind, f.Span.From) == (fill.Person, fill.Kind, fill.Span.From))?.Reason;

    private static void CheckShared(Fill fill)
    {
        if (fill.Shared && string.IsNullOrWhiteSpace(fill.Reason))
            throw new GridRuleException(Rule.ReasonRequired, "共同任职须写明理由。", "A shared post needs a reason.", "reason");
    }

    private static void CheckTerms(Fill fill)
    {
        if (fill.Span.To < fill.Span.From)
            throw new GridRuleException(Rule.EndBeforeStart, $"终止日期 {fill.Span.To:yyyy-MM-dd} 早于起始日期 {fill.Span.From:yyyy-MM-dd}，请核对。", $"It would end on {fill.Span.To:yyyy-MM-dd}, before it begins on {fill.Span.From:yyyy-MM-dd}.", "to");
        if (fill.Kind == FillKind.Acting && fill.Span.To is null)
            throw new GridRuleException(Rule.EndDateRequired, "代理须写明终止日期。", "Acting cover needs a last day.", "to");
        if (fill.Kind == FillKind.Acting && fill.Shared)
            throw new GridRuleException(Rule.CoverNotShared, "代理不能注明共同；同一岗位同一天只能由一人代理。", "Cover is not shared: one person covers a post on one day.", "shared");
    }

    /// <summary>What is left of a fill before and after some days.</summary>
    private static IEnumerable<Fill> Rest(Fill fill, Span taken, DateTimeOffset now)
    {
        var span = Learnt(fill.Span, now);
        if (fill.Span.From < taken.From)
            yield return fill with { Span = span with { To = fill.Span.To < taken.From ? fill.Span.To : taken.From.AddDays(-1) } };
        if (taken.To is { } end && (fill.Span.To is null || fill.Span.To > end))
            yield return fill with { Span = span with { From = fill.Span.From > end ? fill.Span.From : end.AddDays(1) } };
    }

    private static IEnumerable<Fill> Supersede(List<Fill> fills, List<Fill> gone, DateTimeOffset now) =>
        fills.Select(f => gone.Exists(g => ReferenceEquals(g, f)) ? f with { Span = f.Span with { Superseded = now } } : f);

    private static Span Learnt(Span span, DateTimeOffset now) => span with { Recorded = now };

    private static GridRuleException NotThere(string post, string person, DateOnly? since = null) => GridRuleException.NotThere(
        $"岗位“{post}”没有“{person}”{(since is { } day ? $"自 {day:yyyy-MM-dd} 起" : "")}的任职或代理。",
        $"\"{person}\" has no term on post \"{post}\"{(since is { } from ? $" that begins on {from:yyyy-MM-dd}" : "")}.",
        since is null ? "person" : "from");

    private static string Days(Fill fill) => $"{fill.Span.From:yyyy-MM-dd} 至 {(fill.Span.To is { } to ? $"{to:yyyy-MM-dd}" : "今")}";
}
