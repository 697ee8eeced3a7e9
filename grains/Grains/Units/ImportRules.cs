namespace ResponsibilityGrid;

/// <summary>What a workbook changed, written down as commands are.</summary>
internal static class ImportRules
{
    /// <summary>One entry for each fact with a date of its own or learnt later than the founding; one in all for what counts from the beginning.</summary>
    public static List<Entry> Told(UnitState before, UnitState next, UnitFacts facts, DateTimeOffset now, GridSettings settings)
    {
        var fills = New(before.Fills, next.Fills, f => f.Span);
        var links = New(before.Links, next.Links, l => l.Span);
        var posts = New(before.Posts, next.Posts, p => p.Span);
        var persons = New(before.Residents, next.Residents, r => r.Span);
        var corrected = next.Fills.Except(before.Fills).Where(f => f.Span.Superseded is not null).Select(f => f.Post).ToHashSet();
        List<Entry> told =
        [
            .. posts.Where(p => IsLearnt(p.Span)).Select(p => Note(before.Posts.Exists(b => b.Code == p.Code) ? Act.ImportWorkbook : Act.CreatePost, p.Span) with { Subject = p.Code, Text = p.Title }),
            .. persons.Where(r => IsLearnt(r.Span)).Select(r => Note(before.Residents.Exists(b => b.Person == r.Person) ? Act.ImportWorkbook : Act.CreatePerson, r.Span) with { Subject = r.Person, Text = r.Name }),
            .. fills.Select(f => Note(corrected.Contains(f.Post) ? Act.CorrectFill : Act.Appoint, f.Span) with
            {
                Subject = f.Post, Other = f.Person, Paper = f.Paper is { Length: > 0 } paper ? paper : facts.Paper, Text = f.Reason,
            }),
            .. links.Where(l => IsLearnt(l.Span)).Select(l => Note(Act.Link, l.Span) with { Subject = l.Target, Other = l.Subject, Text = $"{l.Kind}", Version = LinkRules.VersionOf(next.Links, l, l.Span.Recorded) }),
        ];
        var founding = posts.Count + persons.Count + links.Count + fills.Count - told.Count;
        if (founding > 0) told.Insert(0, Note(Act.ImportWorkbook, new Span { From = settings.DateAt(now), Recorded = now }) with { Text = $"岗位 {posts.Count}，人员 {persons.Count}，任职 {fills.Count}，关系 {links.Count}" });

        var versions = new Dictionary<string, int>();
        return [.. told.Select((entry, n) => entry with { Number = before.Entries.Count + n + 1, Version = entry.Act is Act.Link ? entry.Version : entry.IsOfSeat() && entry.Subject is { } post ? VersionOf(post) : next.Version })];

        Entry Note(Act act, Span span) => new()
        {
            Act = act,
            Who = facts.Actor ?? Journal.System(""),
            On = span.From,
            Until = span.To,
            Recorded = span.Recorded,
            Late = span.From > DateOnly.MinValue && span.From < settings.DateAt(span.Recorded),
            Paper = facts.Paper,
            By = facts.By,
            Imported = facts.Whole,
        };

        int VersionOf(string post) => versions[post] = versions.GetValueOrDefault(post, before.VersionOf(post)) + 1;
    }

    private static bool IsLearnt(Span span) => span.Recorded > DateTimeOffset.MinValue;

    private static List<T> New<T>(List<T> before, List<T> after, Func<T, Span> span) where T : class =>
        ReferenceEquals(before, after) ? [] : [.. after.Except(before).Where(fact => span(fact).Superseded is null)];
}
