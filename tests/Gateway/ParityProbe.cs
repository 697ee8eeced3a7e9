using GraphQL;
using ResponsibilityGrid.Gateway;
using IdAttribute = GraphQL.IdAttribute;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Every kind of result that a resolver can give: at once and later, lists of all sorts, nulls where they may and may not be, failures.</summary>
[Name("Query")]
public sealed class ParityQuery
{
    public static string Text() => "责任 \"网格\" \\ \u2028 <&>";

    public static int Number() => 42;

    public static bool Flag() => true;

    public static double Real() => 0.25;

    public static long Big() => 1L << 40;

    public static DateOnly Day() => new(2026, 9, 30);

    public static DateTimeOffset Instant() => new(2026, 9, 30, 8, 0, 0, TimeSpan.FromHours(8));

    public static ProbeKind Kind() => ProbeKind.KeyPost;

    public static string? None() => null;

    public static IEnumerable<string> Words() => ["一", "二"];

    public static IEnumerable<string?> Gaps() => ["一", null, "三"];

    public static int[] Numbers() => [1, 2, 3];

    public static List<ProbeKind> Kinds() => [ProbeKind.Unit, ProbeKind.KeyPost];

    public static IEnumerable<IEnumerable<int>> Nested() => [[1, 2], [], [3]];

    public static IEnumerable<Leaf?> Holes() => [new(1), null, new(3)];

    public static IEnumerable<Leaf> HolesForbidden() => [new(1), null!, new(3)];

    public static IReadOnlyList<Leaf> Empty() => [];

    public static IEnumerable<Leaf> Lazy() => Enumerable.Range(1, 3).Select(number => new Leaf(number));

    public static Leaf Tree() => new(3);

    public static async Task<Leaf> Later()
    {
        await Task.Delay(5);
        return new(2);
    }

    public static ValueTask<Leaf> Sooner() => new(new Leaf(1));

    public static Task<Leaf?> Late() => Task.Run(() => (Leaf?)new Leaf(5));

    public static IEnumerable<INode> Nodes() => [new ProbeItem(1), new Leaf(2)];

    public static INode Node() => new Leaf(4);

    public static ProbeItem Item() => new(1);

    public static IEnumerable<Leaf> Strange() => throw new InvalidCastException("Secret.Type");

    public static string? Broken() => throw new InvalidOperationException("Secret.Type");

    public static async Task<string?> BrokenLater()
    {
        await Task.Delay(5);
        throw GridRuleException.NotThere("没有。", "None.");
    }

    public static string Refused() => throw GridRuleException.Conflict("不允许。", "Not allowed.");

    public static string Echo(string? text, List<string>? list, ProbeBy? by) =>
        $"{text ?? "-"}|{(list is null ? "-" : string.Join(',', list))}|{by?.Number}|{by?.Kind}";

    public static Connection<ProbeItem> Items(int? first, string? after) => ProbeQuery.Items(first, after);

    public static string OnDay(DateOnly day) => $"{day:O}";

    /// <summary>Answers once so many wait for it at a time.</summary>
    public static Task<bool> Meet(int number)
    {
        if (Interlocked.Increment(ref met) % number != 0) return meeting.Task;
        var all = Interlocked.Exchange(ref meeting, new(TaskCreationOptions.RunContinuationsAsynchronously));
        all.SetResult(true);
        return all.Task;
    }

    private static int met;
    private static TaskCompletionSource<bool> meeting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<long> Wait(long ms)
    {
        await Task.Delay((int)ms);
        return ms;
    }
}

/// <summary>An object that fails in places.</summary>
[Implements(typeof(INode))]
public sealed class Leaf(int number) : INode
{
    [Id]
    public string Id => GlobalId.Of("Leaf", $"{number}");

    public int Number => number;

    public string Text => $"叶{number}";

    public bool Flag => number > 1;

    public string Must => number > 2 ? null! : "there";

    public string BrokenFromTwo => number >= 2 ? throw new InvalidOperationException("Secret.Type") : "fine";

    public IEnumerable<Leaf> Children => Enumerable.Range(1, number - 1).Select(child => new Leaf(child));

    public async Task<IEnumerable<Leaf>> Items()
    {
        await Task.Yield();
        return Children;
    }
}

/// <summary>An argument with fields.</summary>
public sealed record ProbeBy
{
    public long? Number { get; init; }

    public ProbeKind? Kind { get; init; }
}

/// <summary>Commands that count how often they were sent.</summary>
[Name("Mutation")]
public sealed class ParityMutation
{
    public static async Task<Sent> Send([FromServices] Mailbox mailbox, string text, bool? fails)
    {
        await Task.Yield();
        mailbox.Letters.Add(text);
        return fails is true ? throw GridRuleException.Forbidden("不许。", "Forbidden.") : new Sent(mailbox.Letters.Count);
    }
}

/// <summary>What was sent, in turn.</summary>
public sealed class Mailbox
{
    public List<string> Letters { get; } = [];
}

/// <summary>What came of a letter.</summary>
public sealed class Sent(int number)
{
    public int Number => number;

    public static string? Broken() => throw new InvalidOperationException("Secret.Type");

    public static string Must() => null!;
}
