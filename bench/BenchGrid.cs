using System.Globalization;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>
/// The benchmark grid: a city, its counties and ten branches in each, a head in every unit and twelve posts more in every
/// branch; 64 duties of heads and 64 of those posts, each refining the head's of the same number, so that a chain has four items.
/// </summary>
internal sealed record BenchGrid(double Scale, Workbook Workbook, IReadOnlyList<string> Branches)
{
    /// <summary>The city that is measured, and another one in which processes see everything before.</summary>
    public const string City = "370000", OtherCity = "380000";

    private const string Head = "主要负责人", Staff = "岗位";
    private const int Pairs = 64, StaffOfBranch = 12, VacantOneIn = 400;
    private static readonly DateOnly Began = new(2024, 1, 1);

    /// <summary>The date on the grid's wall when the bench began.</summary>
    public static DateOnly Today { get; } = new GridSettings().DateAt(DateTimeOffset.UtcNow);

    /// <summary>The list, in force since the first day of this year.</summary>
    public static string List { get; } = $"{Today.Year:0000}";

    /// <summary>The county whose clerk asks, about it alone; none where an issuer asks about the city.</summary>
    public string? County { get; private init; }

    /// <summary>The whole grid's unit.</summary>
    public string Root => Workbook.Units[0].Code;

    /// <summary>The unit that is asked about.</summary>
    public string Top => County ?? Root;

    public int Units => Workbook.Units.Count;

    public int Posts => Workbook.Posts.Count;

    public int Items => Posts * Pairs;

    public static BenchGrid Of(double scale, string city = City)
    {
        var branches = (int)Math.Round(120 * scale);
        var counties = Math.Max(2, (int)Math.Round(12 * scale));
        List<UnitRow> units = [new(2, city, "市局", null, 1, UnitKind.Bureau, null)];
        units.AddRange(Enumerable.Range(1, counties).Select(county => new UnitRow(2, CountyOf(city, county), $"第{county}县局", city, 2, UnitKind.Bureau, null)));
        units.AddRange(Enumerable.Range(0, branches).Select(branch => new UnitRow(
            2, $"{CountyOf(city, (branch % counties) + 1)}{(branch / counties) + 1:00}", $"第{branch + 1}分局", CountyOf(city, (branch % counties) + 1), 3, UnitKind.Branch, null)));

        List<PostRow> posts = [.. units.SelectMany(PostsOf)];
        var filled = posts.Where((_, place) => place % VacantOneIn != VacantOneIn - 1).ToList();
        return new BenchGrid(scale, new Workbook(
            units,
            posts,
            [.. filled.Select((post, place) => new PersonRow(2, Person(post), $"人员{place:00000}", post.Unit))],
            [.. filled.Select(post => new FillRow(2, post.Code, Person(post), FillKind.Holder, Began, null, Began, "干任〔2024〕1号", false))],
            [.. units.Where(unit => unit.Parent is not null).Select(unit => new LinkRow(2, $"{unit.Parent}-00", unit.Code, LinkKind.AnswersFor, Began, null))],
            [.. Enumerable.Range(1, Pairs).SelectMany(DutiesOf)]), [.. units.Where(unit => unit.Kind is UnitKind.Branch).Select(unit => unit.Code)]);
    }

    /// <summary>The same grid, asked by the clerk of its first county.</summary>
    public BenchGrid AsClerk() => this with { County = CountyOf(Root, 1), Branches = [.. Branches.Where(branch => branch.StartsWith(CountyOf(Root, 1), StringComparison.Ordinal))] };

    /// <summary>The same with other words in all duties, for one more version of the list.</summary>
    public BenchGrid Reworded(int version) => this with { Workbook = Workbook with { Duties = [.. Workbook.Duties.Select(duty => duty with { Title = $"{duty.Title}（{version}）" })] } };

    /// <summary>Items at the lowest level, no two of one post.</summary>
    public IEnumerable<(string Duty, string Post)> LowestItems =>
        Branches.SelectMany((branch, place) => Enumerable.Range(1, StaffOfBranch).Select(post => (DutyCode(Staff, (place + post) % Pairs + 1), PostCode(branch, post))));

    /// <summary>All items of the posts in branches, those of one branch far apart.</summary>
    public IEnumerable<(string Duty, string Post)> StaffItems =>
        from number in Enumerable.Range(1, Pairs)
        from post in Enumerable.Range(1, StaffOfBranch)
        from branch in Branches
        select (DutyCode(Staff, number), PostCode(branch, post));

    /// <summary>The aspect of a duty.</summary>
    public static string AspectOf(string duty) => $"方面{int.Parse(duty[^2..], CultureInfo.InvariantCulture) % 8}";

    private static IEnumerable<PostRow> PostsOf(UnitRow unit)
    {
        yield return new(2, PostCode(unit.Code, 0), unit.Code, "局长", Head, true);
        for (var post = 1; unit.Kind is UnitKind.Branch && post <= StaffOfBranch; post++)
            yield return new(2, PostCode(unit.Code, post), unit.Code, $"{post}号岗", Staff, false);
    }

    // A quarter is due by now, whatever the day of the run.
    private static IEnumerable<DutyRow> DutiesOf(int number)
    {
        var due = Today.AddDays((number - (Pairs / 4)) * 5);
        var aspect = AspectOf(DutyCode(Head, number));
        // Three in four belong to a functional line as well.
        var line = number % 4 is > 0 and var place ? new GridSettings().Lines[place] : null;
        yield return new(2, DutyCode(Head, number), aspect, $"第{number}项责任的部署与督促", Head, [1, 2, 3], "按期办结", "台账", due, line, false, true, null);
        yield return new(2, DutyCode(Staff, number), aspect, $"第{number}项责任的落实与反馈", Staff, [4], "按期办结", "台账", due, line, false, false, DutyCode(Head, number));
    }

    private static string CountyOf(string city, int county) => $"{city[..3]}{county:000}";

    private static string PostCode(string unit, int post) => $"{unit}-{post:00}";

    private static string DutyCode(string layer, int number) => $"{List}-{(layer == Head ? 'H' : 'S')}{number:00}";

    private static string Person(PostRow post) => $"P{post.Code}";
}
