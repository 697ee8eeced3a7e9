namespace ResponsibilityGrid;

/// <summary>What the ledger knows of the items that were touched. The items are the truth, this is their index.</summary>
internal sealed partial class UnitGrain
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckAgain = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ItemKey, ItemLife> _lives = [];
    private readonly HashSet<ItemKey> _damaged = [];
    private readonly HashSet<string> _readPosts = [];
    // Whether no command of an earlier activation can still be on its way to an item.
    private bool _isSure;
    // On the machine's own count of time: it is a span of this process, not a date.
    private long _checkAt;
    // Counts what this activation came to know of lives.
    private long _touches;

    public async Task<TouchedItems?> ListTouched(long epoch, long number)
    {
        await Today();
        return epoch == _epoch && number == _touches ? null : new TouchedItems(_epoch, _touches, [.. _lives.Values.Where(Lives.HasWords).Select(life => new TouchedItem(life.Key, life.Revision))]);
    }

    /// <summary>The newer life wins, from wherever it comes.</summary>
    private bool Keep(ItemLife life)
    {
        if (_lives.TryGetValue(life.Key, out var held) && held.Revision >= life.Revision) return false;
        _lives[life.Key] = life;
        _touches++;
        _damaged.Remove(life.Key);
        return true;
    }

    /// <summary>Takes a life in, on the page too.</summary>
    private void Know(ItemLife life)
    {
        if (!Keep(life)) return;
        if (Worked is not { } before || before.With(life) is not { } page)
        {
            // An item of a post that sits elsewhere by now counts for nothing here.
            if (Worked is null || UnitOf(Worked.Outline, life.Key) == Code) Recount();
            return;
        }

        Worked = page;
        if (!ReferenceEquals(page.Own, before.Own)) Resum();
        else Shown = Shown?.With(page);
    }

    /// <summary>Reads the rows of posts that this activation has not read yet.</summary>
    private async Task Learn(IEnumerable<string> posts)
    {
        var unread = posts.Where(p => !_readPosts.Contains(p)).ToList();
        if (unread.Count == 0) return;
        // They stand on no page yet: whoever asks works one out of them afterwards.
        foreach (var life in await Read(unread)) Keep(life);
        _readPosts.UnionWith(unread);
    }

    /// <summary>Takes in what was written at posts past this activation.</summary>
    private async Task ReadAnew(List<string> posts)
    {
        foreach (var life in await Read(posts)) Know(life);
    }

    private async Task<List<ItemLife>> Read(List<string> posts)
    {
        var read = await rows.Read(Grid, posts, Known(posts));
        _damaged.UnionWith(read.Damaged);
        return read.Lives;
    }

    /// <summary>Refuses an item whose row cannot be read; whoever asks has the row looked at again.</summary>
    private async Task RequireSound(ItemKey key)
    {
        if (!_damaged.Contains(key)) return;
        await ReadAnew([key.Post]);
        if (_damaged.Contains(key)) throw new StorageFailedException($"The row of {GridKeys.Item(key)} is damaged.");
    }

    /// <summary>Today's page, its items as their rows have them while another activation may have written them.</summary>
    private async Task<Page> Looked(List<ItemKey> keys)
    {
        var page = await Today();
        if (!cluster.IsInFlux) return page;
        await ReadAnew([.. keys.Select(key => key.Post).Distinct()]);
        return await Today();
    }

    /// <summary>Looks again at what was written past this activation: a command of an earlier one that came late, or one whose answer was lost.</summary>
    private async Task CheckLives()
    {
        if (Environment.TickCount64 < _checkAt) return;
        CheckIn(CheckAgain);
        List<string> posts = [.. _readPosts];
        if (posts.Count > 0)
            await ReadAnew(posts);
        foreach (var parent in _lives.Values.Where(l => l.Children > 0).ToList()) await Charge(parent.Key);
        CheckIn(CheckEvery);
        if (_isSure) return;
        _isSure = true;
        Recount();
    }

    private void CheckIn(TimeSpan span) => _checkAt = Environment.TickCount64 + (long)span.TotalMilliseconds;

    private List<ItemLife> LivesAt(UnitSheet sheet, Outline outline) => _lives.Count == 0 ? [] : [.. _lives.Values.Where(l => outline.Bearer(l.Key.Post) is { } bearer && sheet.Seats.Exists(s => s.Post.Code == bearer.Code))];

    /// <summary>The posts whose items stand in the ledger: its own, and closed ones that these took over from.</summary>
    private static List<string> PostsOf(UnitSheet sheet, Outline outline) =>
        [.. sheet.Seats.SelectMany(s => outline.Predecessors(s.Post.Code).Prepend(s.Post.Code))];

    private Dictionary<ItemKey, int> Known(List<string> posts) =>
        _lives.Values.Where(l => posts.Contains(l.Key.Post)).ToDictionary(l => l.Key, l => l.Revision);
}
