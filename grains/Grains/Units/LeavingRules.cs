using System.IO.Hashing;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>Nobody leaves a post with items under way of which nobody said what becomes.</summary>
internal static class LeavingRules
{
    private const int Named = 3;

    /// <summary>Whether an item is one that somebody accepted or disputed, and nobody has finished. What waits to be accepted is nobody's yet and stays with the post.</summary>
    public static bool IsUnderWay(ItemState state) => state.IsOpen() && state != ItemState.Pending;

    /// <summary>
    /// The last day of the holder whom a command takes off a post, today or later; none where its items keep a holder: cover holds none, and whoever shares the
    /// post stays on it. A correction takes off whoever is then known to have left earlier, and nobody who is then known never to have sat there.
    /// </summary>
    public static DateOnly? LastDayOf(UnitState state, UnitCommand command, DateOnly today)
    {
        if (command.Act == Act.CorrectFill) return EndOf(state.Fills, FillRules.Correct(state, command, DateTimeOffset.MaxValue), command.Post!, command.Person!, today);
        var last = command.On ?? today;
        return command.Act == Act.Vacate && state.Fills.Exists(f => IsHolding(f, command.Post!) && f.Person == command.Person && f.Span.Covers(last))
            && !IsHeldOn(state.Fills, command.Post!, command.Person!, last) ? last : null;
    }

    /// <summary>Whom the next state takes off a post, today or later.</summary>
    public static IEnumerable<(string Post, string Person)> Leavers(UnitState before, UnitState next, DateOnly today) =>
        ReferenceEquals(before.Fills, next.Fills) ? [] : before.Fills.Select(f => (f.Post, f.Person)).Distinct().Where(seat => EndOf(before.Fills, next.Fills, seat.Post, seat.Person, today) is not null);

    /// <summary>The day on which a holder's terms on a post end by what was known before and what is known now, where they went on longer, into today or beyond; none where somebody shares the post.</summary>
    private static DateOnly? EndOf(IReadOnlyCollection<Fill> known, IReadOnlyCollection<Fill> next, string post, string person, DateOnly today)
    {
        return LastOf(known) is { } before && before >= today && LastOf(next) is { } after && after < before && !IsHeldOn(known, post, person, after) ? after : null;

        DateOnly? LastOf(IEnumerable<Fill> fills) => fills.Where(f => IsHolding(f, post) && f.Person == person).Select(f => (DateOnly?)(f.Span.To ?? DateOnly.MaxValue)).Max();
    }

    private static bool IsHolding(Fill fill, string post) => fill.Post == post && fill.Kind == FillKind.Holder && fill.Span.Superseded is null;

    /// <summary>Whether somebody else stays when the person's last day is over.</summary>
    private static bool IsHeldOn(IEnumerable<Fill> fills, string post, string person, DateOnly last) =>
        fills.Any(f => IsHolding(f, post) && f.Person != person && f.Span.Covers(last) && f.Span.Covers(last.AddDays(1)));

    /// <summary>What becomes of each item under way: as it was said, and for the rest what was said of all.</summary>
    /// <exception cref="GridRuleException">Nothing was said of some of them, or the same is said twice.</exception>
    public static List<Disposal> Complete(UnitCommand command, IReadOnlyCollection<Row> underWay)
    {
        if (command.Disposals.GroupBy(d => d.Item).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Refused(Rule.NamedTwice, $"事项“{twice.Key.Duty}”写了两种处置，请只留一种。", $"\"{twice.Key.Duty}\" is disposed of twice; say it once.");
        var open = underWay.Where(row => !command.Disposals.Exists(d => d.Item == row.ItemKey)).OrderBy(row => row.DueOn).ThenBy(row => row.Duty.Code, StringComparer.Ordinal).ToList();
        if (open.Count > 0 && !command.KeepsAll)
            throw Refused(Rule.ItemsNotDisposed,
                $"岗位“{command.Post}”还有 {open.Count} 项在办事项没有写明处置：{string.Join("，", open.Take(Named).Select(row => $"{row.Duty.Code}“{row.Duty.Title}”"))}{(open.Count > Named ? "等" : "")}；请逐项写明留在岗位、移交、协助或终结，或写 disposeAll: KEPT_WITH_POST 一并留在岗位。",
                $"{open.Count} items under way at post \"{command.Post}\" are not disposed of: {string.Join(", ", open.Take(Named).Select(row => row.Duty.Code))}{(open.Count > Named ? ", …" : "")}; say of each whether it is kept, given, shared or ended, or keep all with disposeAll: KEPT_WITH_POST.");
        return [.. command.Disposals, .. open.Select(row => new Disposal { Item = row.ItemKey })];
    }

    /// <summary>Of a workbook that takes a holder off items under way.</summary>
    public static GridRuleException ToBeVacated(string post, string person, int open) => new(Rule.ItemsNotDisposed,
        $"岗位“{post}”还有 {open} 项在办事项，“{person}”离任前须写明处置；请先以 vacate 办理离任，再导入。",
        $"{open} items are under way at post \"{post}\"; before \"{person}\" leaves it has to be said what becomes of them: vacate it first, then import.", "to");

    /// <summary>The step that a disposal is in the item's own life; none for what stays with the post. Told again, it is the same one.</summary>
    public static ItemCommand? StepOf(UnitCommand command, Disposal disposal, DateOnly last, DateOnly today)
    {
        if (disposal.Kind == DisposalKind.KeptWithPost) return null;
        if (string.IsNullOrWhiteSpace(disposal.Reason))
            throw Refused(Rule.ReasonRequired, $"事项“{disposal.Item.Duty}”的处置须写明理由。", $"A reason is needed for what becomes of \"{disposal.Item.Duty}\".");
        if (disposal.Kind != DisposalKind.Ended && disposal.Post is null)
            throw Refused(Rule.PostRequired, $"事项“{disposal.Item.Duty}”须写明移交给或由哪个岗位协助。", $"Name the post that \"{disposal.Item.Duty}\" is given to or shared with.");
        return new ItemCommand
        {
            Id = command.Id,
            Digest = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{disposal.Kind}\n{disposal.Post}\n{disposal.Reason}")),
            Actor = command.Actor,
            Caller = command.Caller,
            Paper = command.Paper,
            // A leaving may be dated ahead; what is decided about an item is decided now.
            On = last < today ? last : today,
            Key = disposal.Item,
            Act = disposal.Kind switch { DisposalKind.Given => Act.RefineItem, DisposalKind.Shared => Act.AddAssist, _ => Act.EndItem },
            Post = disposal.Kind == DisposalKind.Ended ? null : disposal.Post,
            Text = disposal.Reason,
            Measure = disposal.Kind == DisposalKind.Given ? disposal.Reason : null,
            OfLeaving = true,
        };
    }

    /// <summary>The leavings with what is kept of one; as they were where nothing was to be handed over.</summary>
    public static List<Leaving> With(UnitState state, UnitCommand command, DateOnly today, DateTimeOffset now) =>
        (command.Disposals.Count == 0 && command.Open is null) || LastDayOf(state, command, today) is not { } last ? state.Leavings :
        [
            .. state.Leavings,
            new Leaving
            {
                Post = command.Post!,
                Person = command.Person!,
                Name = FillRules.Standing(state, command.Post!).First(f => f.Person == command.Person).Name,
                On = last,
                Recorded = now,
                Command = command.Id,
                Paper = command.Paper,
                Disposals = command.Disposals,
                Open = command.Open,
            },
        ];

    /// <summary>The leavings with one signed: by whoever left, and by whoever followed on the post or heads a unit above it.</summary>
    public static List<Leaving> Sign(UnitState state, UnitCommand command, Outline outline, DateTimeOffset now)
    {
        var actor = command.Actor;
        var found = state.Leavings.FindLast(l => l.Post == command.Post && l.Person == command.Person)
            ?? throw GridRuleException.NotThere($"岗位“{command.Post}”没有“{command.Person}”的交接。", $"There is no hand-over of post \"{command.Post}\" by \"{command.Person}\".", "person");
        var signature = new Signature(actor, outline.At.AsOf, now);
        Leaving signed;
        if (actor.Person == found.Person)
            signed = found.Leaver is { } first ? throw Signed(first) : found with { Leaver = signature };
        else if (IsTaker(actor, found, outline))
            signed = found.Taker is { } before ? throw Signed(before) : found with { Taker = signature };
        else
            throw new GridRuleException(Rule.NotSignatory,
                $"“{actor.Name}”不能在该交接上签字：须为离任人本人、接任该岗位的人，或本单位、上级单位的负责人。",
                $"\"{actor.Name}\" does not sign this hand-over: whoever left does, whoever follows on the post, or a head of its unit or one above.", "post");
        return [.. state.Leavings.Select(l => ReferenceEquals(l, found) ? signed : l)];
    }

    /// <summary>
    /// Whether somebody on a post has a hand-over to sign: whoever left, from wherever they sit by now; whoever follows on the post; and while nobody
    /// does, the heads who are near.
    /// </summary>
    public static bool IsToSign(Leaving leaving, Seat seat, IEnumerable<Fill> holdersNow, bool isNearHead) =>
        (leaving.Leaver is null && seat.Holders.Exists(fill => fill.Person == leaving.Person))
        || (leaving.Taker is null && seat.Holders.Exists(fill => fill.Person != leaving.Person)
            && (leaving.Post == seat.Post.Code || (isNearHead && !holdersNow.Any(fill => fill.Person != leaving.Person))));

    /// <summary>A leaving as it stood at an instant.</summary>
    public static Leaving At(Leaving leaving, DateTimeOffset instant) => leaving with
    {
        Leaver = leaving.Leaver?.Recorded <= instant ? leaving.Leaver : null,
        Taker = leaving.Taker?.Recorded <= instant ? leaving.Taker : null,
    };

    /// <summary>What was found at a post or its items and stands: of what was corrected, the last entry.</summary>
    public static List<SupervisionAction> Findings(IEnumerable<SupervisionAction> actions, string post) =>
    [
        .. actions.GroupBy(a => a.Origin).Select(entries => entries.Last())
            .Where(a => !a.Clean && !a.Withdrawn && a.Targets.Exists(t => t.Post == post)).OrderByDescending(a => a.On).ThenByDescending(a => a.Number),
    ];

    private static bool IsTaker(Actor actor, Leaving leaving, Outline outline) =>
        actor.Post is { } post && actor.Person is not null && outline.Post(post) is { } seat
        && (post == leaving.Post || (outline.Settings.HeadLayers.Contains(seat.Layer) && outline.Post(leaving.Post) is { } place && outline.IsWithin(place.Unit, seat.Unit)));

    private static GridRuleException Signed(Signature before) => new(Rule.AlreadyDone,
        $"“{before.Who.Name}”已于 {before.On:yyyy-MM-dd} 签字，无须再签。", $"\"{before.Who.Name}\" has signed on {before.On:yyyy-MM-dd} already.", "post");

    private static GridRuleException Refused(Rule rule, string message, string english) => new(rule, message, english, "disposals");
}
