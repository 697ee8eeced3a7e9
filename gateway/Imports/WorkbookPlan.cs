namespace ResponsibilityGrid.Gateway;

/// <summary>A checked workbook, sorted by who has to be told what.</summary>
internal sealed record WorkbookPlan(
    string Grid, List<UnitEntry> Units, List<PostEntry> Posts, Dictionary<string, UnitFacts> Facts, SortedDictionary<string, List<Duty>> Lists,
    DateTimeOffset Since)
{
    /// <summary>What is protected of persons, by their codes; only of those of whom the workbook says something.</summary>
    public Dictionary<string, PersonDetails> Details { get; init; } = [];

    /// <summary>The rows that the persons at home in a unit come from, in their order.</summary>
    public required ILookup<string, PersonRow> ResidentRows { get; init; }

    /// <summary>The rows that the fills of a unit come from, in their order.</summary>
    public required ILookup<string, FillRow> FillRows { get; init; }

    /// <summary>The rows that the links of a unit come from, in their order.</summary>
    public required ILookup<string, LinkRow> LinkRows { get; init; }

    /// <summary>
    /// The plan of a workbook that was found clean. What has no date of its own counts as known since <paramref name="since"/>:
    /// the beginning of time when a grid is founded, for nobody can say when its office learned of it; now for all that comes later.
    /// </summary>
    public static WorkbookPlan Of(Workbook book, GridSettings settings, DateTimeOffset since)
    {
        var undated = new Span { Recorded = since };
        var unitOf = book.Posts.ToDictionary(p => p.Code, p => p.Unit);
        var names = book.Persons.ToDictionary(p => p.Code, p => p.Name);
        var root = book.Root!;
        var seats = book.Fills.ToLookup(f => f.Person, f => unitOf[f.Post]);
        var posts = book.Posts.ToLookup(p => p.Unit);
        var fills = book.Fills.ToLookup(f => unitOf[f.Post]);
        var links = book.Links.ToLookup(l => unitOf.GetValueOrDefault(l.Object, l.Object));
        var residents = book.Persons.ToLookup(p => p.Unit ?? seats[p.Code].FirstOrDefault(root));
        return new WorkbookPlan(
            root,
            [.. book.Units.Select(u => new UnitEntry { Code = u.Code, Name = u.Name, Parent = u.Parent, Level = u.Level, Kind = u.Kind, Line = u.Line, Span = undated })],
            [.. book.Posts.Select(p => new PostEntry { Code = p.Code, Unit = p.Unit, Layer = p.Layer, Span = undated })],
            book.Units.ToDictionary(u => u.Code, u => new UnitFacts
            {
                Whole = true,
                AsCommands = since > DateTimeOffset.MinValue,
                Posts = [.. posts[u.Code].Select(p => new Post { Code = p.Code, Title = p.Title, Layer = p.Layer, KeyFew = p.KeyFew, Span = undated })],
                Fills = [.. fills[u.Code].Select(f => FillOf(f, names[f.Person], settings))],
                Links = [.. links[u.Code].Select(l => new Link { Kind = l.Kind, Subject = l.Subject, Target = l.Object, Paper = l.Paper, Span = undated with { From = l.From, To = l.To } })],
                Residents = [.. residents[u.Code].Select(p => new Resident { Person = p.Code, Name = p.Name, Span = undated })],
            }),
            new(book.Duties.GroupBy(d => d.List).ToDictionary(g => g.Key, g => g.Select(DutyOf).ToList()), StringComparer.Ordinal),
            since)
        {
            ResidentRows = residents,
            FillRows = fills,
            LinkRows = links,
            Details = book.Persons.Where(p => p.Details is not { IdentityNumber: null, Telephone: null }).ToDictionary(p => p.Code, p => p.Details),
        };
    }

    /// <summary>The plan without the lists and details of persons that are not named.</summary>
    public WorkbookPlan Only(IEnumerable<string> lists, IEnumerable<string> persons) => this with
    {
        Details = persons.ToDictionary(person => person, person => Details[person]),
        Lists = new(lists.ToDictionary(list => list, list => Lists[list]), StringComparer.Ordinal),
    };

    private static Fill FillOf(FillRow row, string name, GridSettings settings) => new()
    {
        Post = row.Post,
        Person = row.Person,
        Name = name,
        Kind = row.Kind,
        Shared = row.Shared,
        Reason = row.Reason,
        Paper = row.Paper,
        Span = new Span { From = row.From, To = row.To, Recorded = settings.MidnightOf(row.Recorded) },
    };

    private static Duty DutyOf(DutyRow row) => new()
    {
        Code = row.Code,
        Aspect = row.Aspect,
        Title = row.Title,
        Layer = row.Layer,
        Levels = [.. row.Levels],
        Standard = row.Standard,
        Evidence = row.Evidence,
        DueOn = row.Due,
        FunctionalLine = row.FunctionalLine,
        Delegable = row.Delegable,
        KeyFew = row.KeyFew,
        Refines = row.Refines,
    };
}
