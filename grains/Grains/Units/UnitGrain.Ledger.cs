namespace ResponsibilityGrid;

internal sealed partial class UnitGrain
{
    private readonly RunningSum _running = new();
    private Task<Page>? _working;
    private Brief? _brief;

    /// <summary>What the unit's own rows read today, for others on this silo too. Worked out on first use and after anything it follows from has changed.</summary>
    private Page? Worked
    {
        get;
        set => field = standings.Pages.Put(Grid, Code, field, value);
    }

    /// <summary>What the ledger answers from, for others on this silo to read; gone as soon as it is out of date.</summary>
    private Standing? Shown
    {
        get;
        set => field = standings.Subtrees.Put(Grid, Code, field, value);
    }

    public async Task<RollUp> Adopt(Brief brief)
    {
        var next = _ledger.Adopt(brief.Lists);
        var isNews = _brief?.Stamp != brief.Stamp && brief.StructureVersion >= (_brief?.StructureVersion ?? 0);
        if (next != _ledger) _ledger = await ledgerStore.Commit(next, this);
        if (isNews) _brief = brief;
        if (isNews || Worked?.Ledger != _ledger) Recount();
        return (await Stand()).Sum;
    }

    public async Task<ItemView?> GetItem(ItemKey key)
    {
        var page = await Looked([key]);
        return page.Find(key)?.View ?? await Retired(page, key);
    }

    public async Task<List<LedgerExcerpt?>> GetExcerpts(List<ExcerptQuery> wanted)
    {
        var own = await Looked(wanted[0].Keys);
        var rows = await Task.WhenAll(wanted[0].Keys.Select(async key => own.Find(key)?.View ?? await Retired(own, key)));
        // While rows may have been written past their ledgers each looks at its own.
        var others = wanted.Skip(1).Select(of => cluster.IsInFlux ? null : standings.Pages.Find(Grid, of.Unit, own.Outline.At.AsOf));
        return Excerpts.Of(wanted, [own, .. others], rows);
    }

    /// <summary>An item of a duty that a later version dropped: readable, counted nowhere.</summary>
    private async Task<ItemView?> Retired(Page page, ItemKey key)
    {
        if (_ledger.Adopted.Find(a => a.List == key.List) is not { } held || page.Sheet.Seats.Find(s => s.Post.Code == page.Outline.Bearer(key.Post)?.Code) is not { } seat) return null;
        for (var number = held.Version - 1; number > 0; number--)
        {
            var earlier = new Cascade(page.Outline, await structures.Version(Grid, key.List, number));
            var standing = Ledger.Rows(page.Sheet with { Seats = [seat] }, [earlier], page.Below.Above, LivesAt(page.Sheet, page.Outline), page.Ladder);
            if (standing.Find(r => r.Seat is not null && r.PostCode == key.Post && r.Duty.Code == key.Duty) is { } row) return row.View with { State = ItemState.Retired };
        }

        return null;
    }

    private async Task<ItemPage> List(Standing standing, ItemQuery query)
    {
        return standing.Join(query, await Task.WhenAll(standing.Shares(query).Select(Ask)));

        async Task<ItemPage> Ask(Share share)
        {
            var part = query with { First = share.First, After = share.After };
            var page = standing.Page;
            if (share.Unit == page.Sheet.Unit) return page.Part(part);
            return standings.Subtrees.Find(Grid, share.Unit, page.Outline.At.AsOf) is { } below
                ? await List(below, part)
                : await GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, share.Unit)).ListItems(part);
        }
    }

    /// <summary>The numbers of the subtree as far as they were heard.</summary>
    private async Task<Standing> Stand()
    {
        while (true)
        {
            var page = await Today();
            // Between the two a turn may have passed in which a fact changed.
            if (page == Worked) return Shown ??= new Standing(page, _below, _brief, _epoch, ++_number, _running);
        }
    }

    /// <summary>Everything that follows from the unit's own rows today; worked out once for all who ask meanwhile.</summary>
    private async Task<Page> Today()
    {
        while (true)
        {
            if (Worked is { } today && IsToday(today)) return today;
            if (Worked is not null) Recount();
            var working = _working ??= Work();
            try
            {
                var page = await working;
                if (working != _working) continue;
                _working = null;
                Worked = page;
            }
            catch when (working == _working)
            {
                _working = null;
                throw;
            }
            catch
            {
                // What failed is out of date already.
            }
        }
    }

    private bool IsToday(Page page) => page.Outline.At.AsOf == page.Outline.Settings.DateAt(clock.GetUtcNow());

    private async Task<Page> Work()
    {
        var (unit, ledger, brief) = (_unit, _ledger, _brief);
        var outline = await OutlineOf(brief?.StructureVersion ?? 1);
        var held = ledger.Adopted.Where(a => outline.InForce.Exists(l => l.List == a.List)).ToList();
        var versions = await Task.WhenAll(held.Select(a => structures.Version(Grid, a.List, a.Version).AsTask()));
        var cascades = versions.Select(v => structures.Cascade(outline, v)).ToList();
        // Facts are recorded by the server's clock, so today's sheet knows all of them.
        var sheet = UnitRules.SheetAt(Code, unit, new Moment(outline.At.AsOf, DateTimeOffset.MaxValue), outline);
        var posts = PostsOf(sheet, outline);
        // Posts that went elsewhere are read anew if they come back.
        _readPosts.IntersectWith(posts);
        await Learn(posts);
        return new Page(outline, sheet, cascades, outline.InForce, ledger, brief?.Above ?? [], StaffedBelow(outline), LivesAt(sheet, outline), _isSure);
    }

    /// <summary>Today's outline. A silo's copy may be older than this unit; nobody is turned away without a look at the newest.</summary>
    private async Task<Outline> OutlineOf(int atLeast)
    {
        var outline = structures.Today(await structures.Get(Grid, atLeast), clock.GetUtcNow());
        if (outline.Find(Code) is null) outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
        outline.Unit(Code);
        return outline;
    }
}
