using Orleans.Runtime;

namespace ResponsibilityGrid.Bench;

/// <summary>
/// The five lines of a city: a department of each, a dedicated one in every county with somebody in charge of it and an officer in every branch, and a post of
/// every branch that another one checks. What they looked at is put into the rows that recording it would leave: asking is measured, not recording.
/// </summary>
internal static class SupervisedCity
{
    private const string City = BenchGrid.City, HeadLayer = "部门负责人";
    private const int AtOnce = 16;
    private static readonly GridSettings Settings = new();
    private static readonly DateOnly Began = new(2024, 1, 1);

    /// <summary>The departments come to be, and the links.</summary>
    public static async Task Found(BenchGrid grid, GridHost host)
    {
        var counties = grid.Branches.Select(CountyOf).Distinct().ToList();
        List<UnitEntry> departments =
        [
            .. Settings.Lines.Index().Select(line => Department(City, 1, line.Index + 1, line.Item)),
            .. counties.Select(county => Department(county, 2, 1, Settings.Lines[0])),
        ];
        await host.Grains.GetGrain<IGridGrain>(GridKeys.Grid(City)).Enter(departments, [.. departments.Select(d => new PostEntry { Code = HeadOf(d.Code), Unit = d.Code, Layer = HeadLayer })]);
        await Parallel.ForEachAsync(
            departments.Select(d => (d.Code, FactsOf(d))).Concat(grid.Branches.Select(branch => (branch, LinksOf(branch)))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (unit, _) => await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit(City, unit.Item1)).Record(unit.Item2));
    }

    /// <summary>So many looks, spread over the year, the branches, the lines and their items, posts and aspects.</summary>
    public static async Task Look(BenchGrid grid, GridHost host, int looks)
    {
        var items = grid.StaffItems.ToLookup(item => item.Post[..item.Post.IndexOf('-')]);
        await Parallel.ForEachAsync(grid.Branches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (branch, _) =>
        {
            List<(string Duty, string Post)> own = [.. items[branch]];
            var actions = Enumerable.Range(1, looks / grid.Branches.Count).Select(number => Action(branch, number, own[number * 5 % own.Count])).Chunk(SupervisionGrain.LogSize).ToList();
            var key = GridKeys.Supervision(City, branch);
            foreach (var (part, older) in actions.Index().SkipLast(1))
                await Write("supervision-log", GridKeys.SupervisionLog(key, part + 1), new SupervisionLogState { Actions = [.. older] });
            await Write("supervision", key, new SupervisionState { Logs = actions.Count - 1, Actions = [.. actions[^1]] });
        });

        Task Write<T>(string name, string key, T state) => host.Rows.WriteStateAsync(name, GrainId.Create(name, key), new GrainState<T>(state));
    }

    private static SupervisionAction Action(string branch, int number, (string Duty, string Post) item)
    {
        var line = number % Settings.Lines.Count;
        var officer = line == 0 && number % 2 == 0 ? OfficerOf(branch) : null;
        var by = officer is null ? $"{City}D{line + 1}" : $"{CountyOf(branch)}D1";
        var on = BenchGrid.Today.AddDays(-(number * 3 % BenchGrid.Today.DayOfYear));
        return new SupervisionAction
        {
            Unit = branch, Number = number, By = by, Line = Settings.Lines[line], Officer = officer, Who = new Actor { Code = officer ?? HeadOf(by), Post = officer ?? HeadOf(by), Unit = officer is null ? by : branch },
            Targets = [TargetOf(number, item)], Kind = SupervisionKind.SpotCheck, Clean = number % 7 > 0, On = on, Recorded = Settings.MidnightOf(on).AddHours(12), Text = "抽查台账", Command = $"look-{branch}-{number}",
        };
    }

    private static SupervisionTarget TargetOf(int number, (string Duty, string Post) item) => (number % 20) switch
    {
        7 or 17 => new() { Kind = TargetKind.Post, Post = item.Post },
        3 => new() { Kind = TargetKind.Aspect, Aspect = BenchGrid.AspectOf(item.Duty) },
        _ => new() { Kind = TargetKind.Item, List = BenchGrid.List, Duty = item.Duty, Post = item.Post, Aspect = BenchGrid.AspectOf(item.Duty) },
    };

    private static UnitEntry Department(string bureau, int level, int number, string line) =>
        new() { Code = $"{bureau}D{number}", Name = $"{line}部门", Parent = bureau, Level = level, Kind = UnitKind.Department, Line = line };

    private static UnitFacts FactsOf(UnitEntry department)
    {
        var (head, person) = (HeadOf(department.Code), $"P{HeadOf(department.Code)}");
        return new()
        {
            Posts = [new Post { Code = head, Title = "负责人", Layer = HeadLayer }],
            Fills = [new Fill { Post = head, Person = person, Name = person, Span = new Span { From = Began } }],
            Residents = [new Resident { Person = person, Name = person }],
            Links = [Link(LinkKind.InCharge, $"{department.Parent}-00", department.Code)],
        };
    }

    private static UnitFacts LinksOf(string branch) =>
        new() { Links = [Link(LinkKind.StationedAt, $"{CountyOf(branch)}D1", OfficerOf(branch)), Link(LinkKind.Checks, $"{branch}-02", $"{branch}-01")] };

    private static Link Link(LinkKind kind, string subject, string target) => new() { Kind = kind, Subject = subject, Target = target, Paper = "分工〔2024〕1号", Span = new Span { From = Began } };

    private static string CountyOf(string branch) => branch[..^2];

    private static string HeadOf(string department) => $"{department}-01";

    private static string OfficerOf(string branch) => $"{branch}-12";
}
