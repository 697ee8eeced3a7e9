namespace ResponsibilityGrid;

internal sealed partial class UnitGrain
{
    // What the unit's own rows read today. Worked out on first use and after anything it follows from has changed.
    private Task<Page>? _page;
    private Brief? _brief;

    public async Task<RollUp> Adopt(Brief brief)
    {
        var next = _ledger.Adopt(brief.Lists);
        if (next != _ledger) _ledger = await ledgerStore.Commit(next, this);
        if (_brief?.Stamp != brief.Stamp && brief.StructureVersion >= (_brief?.StructureVersion ?? 0))
        {
            _brief = brief;
            Recount();
        }

        return await Count();
    }

    public async Task<Overview> GetOverview(string? list)
    {
        var rollUp = await Count();
        return _overviews.TryGetValue(list ?? "", out var known) ? known : _overviews[list ?? ""] = await OverviewOf(rollUp, list);
    }

    public async Task<CascadeView> GetCascade(string list) => Overviews.CascadeOf(await Count(), list);

    public async Task<ItemView?> GetItem(ItemKey key)
    {
        var page = await Today();
        return page.Rows.Find(r => r.PostCode == key.Post && r.Duty.Code == key.Duty && r.Cascade.Version.List == key.List)?.View ?? await Retired(page, key);
    }

    /// <summary>An item of a duty that a later version dropped: readable, counted nowhere.</summary>
    private async Task<ItemView?> Retired(Page page, ItemKey key)
    {
        if (_ledger.Adopted.Find(a => a.List == key.List) is not { } held || page.Sheet.Seats.Find(s => s.Post.Code == key.Post) is not { } seat) return null;
        for (var number = held.Version - 1; number > 0; number--)
        {
            var earlier = new Cascade(page.Outline, await structures.Version(Grid, key.List, number));
            var rows = Ledger.Rows(page.Sheet with { Seats = [seat] }, [earlier], page.Staffing);
            if (rows.Find(r => r.Seat is not null && r.Duty.Code == key.Duty) is { } row) return row.View with { State = ItemState.Retired };
        }

        return null;
    }

    public async Task<ItemPage> ListItems(ItemQuery query)
    {
        var page = await Today();
        var rollUp = query.OwnOnly ? page.Own : await Count();
        var runs = RunsOf(page, query);
        var shares = query.First == 0 ? [] : Merge.Plan(runs, query, AfterRun(page.Outline, query.After, runs));
        var pages = await Task.WhenAll(shares.Select(share => Ask(share, page, query)));
        var order = Merge.Order(page.Outline, query.Descending);
        return new ItemPage
        {
            Items = [.. pages.SelectMany(p => p).Order(Comparer<ItemView>.Create((one, other) => order(Merge.Place(one), Merge.Place(other)))).Take(query.First)],
            TotalCount = runs.Sum(run => run.Rows.Values.Sum()),
            Unreached = query is { Gaps: true, After: null } ? [.. rollUp.Arrivals.Where(a => query.Filter.List is null || a.List == query.Filter.List).SelectMany(a => a.Missing).Distinct().Select(page.Outline.Unit)] : [],
        };
    }

    /// <summary>What matches where; the same question is asked again and again, so it is kept until a number changes.</summary>
    private List<Run> RunsOf(Page page, ItemQuery query)
    {
        var question = ItemFilters.Question(query);
        if (_runs.TryGetValue(question, out var known)) return known;
        if (_runs.Count >= 256) _runs.Clear();
        var children = query.OwnOnly ? [] : page.Outline.Children(Code).Where(c => _below.ContainsKey(c.Code)).Select(c => _below[c.Code]);
        return _runs[question] = [.. children.Prepend(page.Own).Select(r => new Run(r.Unit, Merge.ByDate(r.Cells, cell => query.Matches(cell, page.DutyOf(cell), page.Outline.At.AsOf))))];
    }

    private async Task<List<ItemView>> Ask(Share share, Page page, ItemQuery query)
    {
        var part = query with { First = share.First, After = share.After };
        if (share.Unit != Code)
            return (await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Grid, share.Unit)).ListItems(part)).Items;
        return page.Take(part);
    }

    /// <summary>The run that the cursor's row is in: this ledger, a child's subtree, or before or behind all of them.</summary>
    private int AfterRun(Outline outline, ItemCursor? after, List<Run> runs) => after?.Unit switch
    {
        null or Merge.First => -1,
        Merge.Last => int.MaxValue,
        var unit when unit == Code => 0,
        var unit => runs.FindIndex(run => run.Unit == outline.Towards(unit, Code)),
    };

    /// <summary>Everything that follows from the unit's own rows today; worked out once for all who ask meanwhile.</summary>
    private async Task<Page> Today()
    {
        while (true)
        {
            var working = _page ??= Work();
            try
            {
                var page = await working;
                if (page.Outline.At.AsOf == page.Outline.Settings.DateAt(clock.GetUtcNow())) return page;
                if (_page == working) Recount();
            }
            catch
            {
                if (_page == working) _page = null;
                throw;
            }
        }
    }

    private async Task<Page> Work()
    {
        var (unit, ledger, brief) = (_unit, _ledger, _brief);
        var structure = await structures.Get(Grid, brief?.StructureVersion ?? 1);
        var now = clock.GetUtcNow();
        var outline = structures.Today(structure, new Moment(structure.Settings.DateAt(now), now));
        outline.Unit(Code);
        var inForce = GridRules.InForce(structure, outline.At.AsOf);
        var held = ledger.Adopted.Where(a => inForce.Exists(l => l.List == a.List)).ToList();
        var versions = await Task.WhenAll(held.Select(a => structures.Version(Grid, a.List, a.Version).AsTask()));
        var cascades = versions.Select(v => structures.Cascade(outline, v)).ToList();
        // Facts are recorded by the server's clock, so today's sheet knows all of them.
        var sheet = UnitRules.SheetAt(Code, unit, new Moment(outline.At.AsOf, DateTimeOffset.MaxValue), outline);
        return new Page(outline, sheet, cascades, inForce, ledger, brief?.Above ?? [], StaffedBelow(outline));
    }
}
