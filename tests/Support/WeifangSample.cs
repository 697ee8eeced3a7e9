using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests;

/// <summary>The sample workbook, put on record through the grains themselves.</summary>
internal static class WeifangSample
{
    private static readonly Span Always = new();

    public static async Task Load(IGrainFactory grains, string folder, CancellationToken cancellation)
    {
        var book = WorkbookReader.Read(folder).Workbook;
        var root = book.Units.Single(unit => unit.Parent is null).Code;
        var grid = grains.GetGrain<IGridGrain>(GridKeys.Grid(root));

        await grid.Enter(
            [.. book.Units.Select(unit => new UnitEntry { Code = unit.Code, Name = unit.Name, Parent = unit.Parent, Level = unit.Level, Kind = unit.Kind, Line = unit.Line, Span = Always })],
            [.. book.Posts.Select(post => new PostEntry { Code = post.Code, Unit = post.Unit, Layer = post.Layer, Span = Always })]);

        var places = book.Posts.ToDictionary(post => post.Code, post => post.Unit);
        var names = book.Persons.ToDictionary(person => person.Code, person => person.Name);
        await Parallel.ForEachAsync(book.Units, cancellation, async (unit, _) =>
            await grains.GetGrain<IUnitGrain>(GridKeys.Unit(root, unit.Code)).Record(FactsOf(book, unit.Code, places, names)));

        await Issue(grains, root, [.. book.Duties.Select(DutyOf)]);
    }

    private static async Task Issue(IGrainFactory grains, string root, List<Duty> duties)
    {
        foreach (var list in duties.GroupBy(duty => duty.Code.Split('-')[0]))
        {
            await grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(root, list.Key)).Draft([.. list], false, false);
            await grains.GetGrain<IGridGrain>(GridKeys.Grid(root)).Issue(list.Key);
        }
    }

    private static UnitFacts FactsOf(Workbook book, string unit, Dictionary<string, string> places, Dictionary<string, string> names) => new()
    {
        Posts = [.. book.Posts.Where(post => post.Unit == unit).Select(post => new Post { Code = post.Code, Title = post.Title, Layer = post.Layer, KeyFew = post.KeyFew, Span = Always })],
        Fills = [.. book.Fills.Where(fill => places[fill.Post] == unit).Select(fill => new Fill
        {
            Post = fill.Post,
            Person = fill.Person,
            Name = names[fill.Person],
            Kind = fill.Kind,
            Shared = fill.Shared,
            Paper = fill.Paper,
            Span = new Span { From = fill.From, To = fill.To, Recorded = new(fill.Recorded.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)) },
        })],
        Links = [.. book.Links.Where(link => places.GetValueOrDefault(link.Object, link.Object) == unit).Select(link =>
            new Link { Kind = link.Kind, Subject = link.Subject, Target = link.Object, Span = new Span { From = link.From, To = link.To } })],
        Residents = [.. book.Persons.Where(person => person.Unit == unit).Select(person => new Resident { Person = person.Code, Name = person.Name, Span = Always })],
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
