namespace ResponsibilityGrid.Nemesis;

/// <summary>Eight writers, two overseers and two readers at work until they are told to stop.</summary>
internal sealed class Callers(GridHttp grid, History history, int seed) : IAsyncDisposable
{
    public const int Overseers = 2;

    private const int Writers = 8, Readers = 2;

    /// <summary>The items that are worked on: few enough that writers meet.</summary>
    public static IReadOnlyList<Item> Items { get; } =
        [.. CityWorkbook.Staff.Skip(24).Chunk(40).Select(posts => posts[0]).SelectMany(post => CityWorkbook.StaffDuties.Take(8).Select(duty => new Item(duty, post)))];

    /// <summary>The posts that change hands, those of two branches.</summary>
    public static IReadOnlyList<string> Posts { get; } = [.. CityWorkbook.Staff.Take(24)];

    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;

    public void Start() => _work = Task.WhenAll(
        [.. Enumerable.Range(0, Writers).Select(number => new Writer(number, grid, history, new Random(seed + number)).Work(_end.Token)),
         .. Enumerable.Range(0, Overseers).Select(number => new Overseer(number, grid, history, new Random(seed + Writers + number)).Work(_end.Token)),
         .. Enumerable.Range(0, Readers).Select(number => new Reader(grid, history, new Random(seed - 1 - number)).Work(_end.Token))]);

    /// <summary>Lets everybody finish what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work;
        _end.Dispose();
    }
}

/// <summary>A duty at a post.</summary>
internal sealed record Item(string Duty, string Post)
{
    public string Subject => $"{Duty}@{Post}";

    public string Unit => Post[..^3];

    /// <summary>What its row is stored under.</summary>
    public string Key => $"i:{CityWorkbook.City}/{Post}/{CityWorkbook.List}/{Duty}";

    /// <summary>The item of a subject.</summary>
    public static Item Of(string subject) => subject.Split('@') is [var duty, var post] ? new(duty, post) : throw new ArgumentException(subject);

    /// <summary>How a query names it.</summary>
    public object By => new { key = new { list = CityWorkbook.List, duty = Duty, post = Post } };
}
