using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ResponsibilityGrid;

/// <summary>What a ledger answers from until a number changes: its page, its children as far as they were heard, and the sum of both. Read from any thread.</summary>
internal sealed class Standing
{
    private const int KeptPages = 64;

    private readonly ConcurrentDictionary<string, Overview> _overviews = [];
    private readonly ConcurrentDictionary<string, Overview> _alone = [];
    // What was answered last to which question, and what it was made of: of the same parts the same object, so that whoever holds it is told so at once.
    private readonly ConcurrentDictionary<ItemQuery, Joined> _joined = new(SamePage.Instance);
    private readonly ConditionalWeakTable<ItemPage, ItemPage> _withUnit = [];
    private readonly ConcurrentDictionary<ItemQuery, Matching> _matching = new(SameQuestion.Instance);

    /// <summary>Counts under a revision. Only the root is settled without a brief.</summary>
    public Standing(Page page, IReadOnlyDictionary<string, RollUp> heard, Brief? brief, long epoch, long number, RunningSum? running = null)
    {
        Page = page;
        Children = [.. page.Outline.Children(Unit).Select(child => AsHeard(heard.GetValueOrDefault(child.Code), child.Code))];
        var sum = RollUps.Sum(page.Own, Children, running);
        Sum = sum with { Epoch = epoch, Number = number, BriefStamp = brief?.Stamp ?? 0, Settled = sum.Settled && (brief is not null || Unit == page.Outline.Root) };
    }

    public Page Page { get; private set; }

    /// <summary>In the order of the tree, whether they have spoken or not.</summary>
    public List<RollUp> Children { get; }

    /// <summary>The numbers of the subtree.</summary>
    public RollUp Sum { get; }

    /// <summary>The same numbers over a page on which none of them changed.</summary>
    public Standing With(Page page)
    {
        var next = (Standing)MemberwiseClone();
        next.Page = page;
        return next;
    }

    private string Unit => Page.Sheet.Unit;

    /// <summary>The numbers, of one list or of all, and of some functional lines or of all items.</summary>
    public Overview OverviewOf(string? list, List<string>? lines = null)
    {
        var key = lines is null ? list ?? "" : $"{list}/{string.Join('/', lines)}";
        if (_overviews.TryGetValue(key, out var known)) return known;
        if (_overviews.Count >= 64) _overviews.Clear();
        return _overviews[key] = Overviews.Of(Sum, Page.Outline, Page.DutyOf, list, Children.Select(c => Overviews.Of(c, Page.Outline, Page.DutyOf, list, [], lines)), lines);
    }

    /// <summary>The same without the units below.</summary>
    public Overview AloneOf(string? list)
    {
        if (_alone.TryGetValue(list ?? "", out var known)) return known;
        if (_alone.Count >= 64) _alone.Clear();
        return _alone[list ?? ""] = OverviewOf(list) with { Children = [] };
    }

    /// <summary>Whom to ask for a page, and for how much of it.</summary>
    public List<Share> Shares(ItemQuery query)
    {
        var matching = MatchingOf(query);
        if (matching.IsOpen) return Merge.Everywhere(matching, query, AfterRun(query.After, matching.Runs));
        return query.First == 0 ? [] : Merge.Plan(matching, query, AfterRun(query.After, matching.Runs));
    }

    /// <summary>The page made of what was answered.</summary>
    public ItemPage Join(ItemQuery query, IReadOnlyList<ItemPage> answers)
    {
        if (query.First > Page.KeptRows) return Made(query, answers);
        if (_joined.TryGetValue(query, out var known) && known.Answers.SequenceEqual(answers, ReferenceEqualityComparer.Instance)) return known.Page;
        if (_joined.Count >= KeptPages) _joined.Clear();
        return (_joined[query] = new(answers, Made(query, answers))).Page;
    }

    /// <summary>The page with the unit beside it, for whoever sees all.</summary>
    public ItemPage WithUnit(ItemPage page) => _withUnit.GetValue(page, _ => page with { Unit = UnitViews.Of(Page.Outline, Page.Sheet, Sight.Everything), Structure = Page.Outline.Structure.Version });

    private ItemPage Made(ItemQuery query, IReadOnlyList<ItemPage> answers)
    {
        var arrivals = (query.OwnOnly ? Page.Own : Sum).Arrivals.Where(a => query.Filter.List is null || a.List == query.Filter.List);
        // Answers come in the order of the tree and each in order by itself, so that a stable sort by date alone joins them.
        var rows = answers.SelectMany(p => p.Items);
        var matching = MatchingOf(query);
        return new ItemPage
        {
            Items = answers is [{ Items: var only }] && only.Count <= query.First ? only : [.. (query.Descending ? rows.OrderByDescending(r => r.DueOn) : rows.OrderBy(r => r.DueOn)).Take(query.First)],
            TotalCount = matching.IsOpen ? answers.Sum(p => p.TotalCount) : matching.Total,
            Unreached = query.Gaps ? [.. arrivals.SelectMany(a => a.Missing).Distinct().Select(Page.Outline.Unit)] : [],
        };
    }

    /// <summary>A child that counted on another day, or by another brief, is still to be heard.</summary>
    private RollUp AsHeard(RollUp? heard, string child)
    {
        var known = RollUps.AsHeard(heard, child, Page.Outline, Page.InForce);
        return known.Settled && (known.Today != Page.Own.Today || known.BriefStamp != Page.Below.Stamp) ? known with { Settled = false } : known;
    }

    /// <summary>What matches where; the same question is asked again and again.</summary>
    private Matching MatchingOf(ItemQuery query)
    {
        if (_matching.TryGetValue(query, out var known)) return known;
        if (_matching.Count >= 256) _matching.Clear();
        var branches = query.OwnOnly ? [] : Children;
        return _matching[query] = new([.. branches.Prepend(Page.Own).Select(RunOf)]);

        Run RunOf(RollUp branch)
        {
            var cells = query.Outside is { } inside && Page.Outline.EstablishmentOf(branch.Unit) == inside ? [] : branch.Cells;
            return new Run(branch.Unit, Merge.ByDate(cells, cell => query.Matches(cell, Page.DutyOf(cell), Page.Outline)))
            {
                IsOpen = query.IsAboutRows() && cells.Exists(cell => query.IsOpen(cell.Key, Page.DutyOf(cell.Key), Page.Outline)),
            };
        }
    }

    /// <summary>The run that the cursor's row is in: this ledger, a child's subtree, or before or behind all of them.</summary>
    private int AfterRun(ItemCursor? after, List<Run> runs) => after?.Unit switch
    {
        null or Merge.First => -1,
        Merge.Last => int.MaxValue,
        var unit when unit == Unit => 0,
        var unit => runs.FindIndex(run => run.Unit == Page.Outline.Towards(unit, Unit)),
    };

    private sealed record Joined(IReadOnlyList<ItemPage> Answers, ItemPage Page);
}
