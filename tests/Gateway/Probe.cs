using GraphQL;
using Orleans.Runtime;
using Orleans.Serialization;
using ResponsibilityGrid.Gateway;
using IdAttribute = GraphQL.IdAttribute;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>探针查询 / What the probe schema can be asked</summary>
[Name("Query")]
public sealed class ProbeQuery
{
    /// <summary>问候 / A greeting</summary>
    public static string Hello() => "责任 & <网格>";

    /// <summary>原样返回 / Gives back what it got</summary>
    /// <param name="date">日期 / A date</param>
    /// <param name="instant">时刻 / An instant</param>
    /// <param name="number">整数 / A long number</param>
    /// <param name="kind">种类 / A kind</param>
    /// <param name="filter">条件 / A filter</param>
    public static Echo Echo(DateOnly? date, DateTimeOffset? instant, long? number, ProbeKind? kind, ProbeFilter? filter) =>
        new() { Date = date, Instant = instant, Number = number, Kind = kind, Text = filter?.Text };

    /// <summary>一页事项 / A page of items</summary>
    /// <param name="first">条数 / How many</param>
    /// <param name="after">位置 / Where to go on</param>
    public static Connection<ProbeItem> Items(int? first, string? after)
    {
        var start = Cursor.Decode(after, 1) is [var last] ? int.Parse(last) + 1 : 0;
        var size = PageSize.Of(first);
        return new(
            [.. Enumerable.Range(start, Math.Min(size, 300 - start)).Select(number => new ProbeItem(number))],
            item => Cursor.Encode(item.Number.ToString()), start + size < 300, 300);
    }

    /// <summary>出错 / Fails in the way asked for</summary>
    /// <param name="how">方式 / The way</param>
    public static string? Fail(string how) => throw Failure(how);

    /// <summary>多处出错 / Fails often</summary>
    public static IEnumerable<ProbeFailure> Failures() => Enumerable.Range(0, 50).Select(_ => new ProbeFailure());

    /// <summary>等待 / Waits without watching the clock</summary>
    public static async Task<string> Slow()
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        return "late";
    }

    /// <summary>按标识读取 / One object by its id</summary>
    /// <param name="nodes">Types.</param>
    /// <param name="request">Services.</param>
    /// <param name="id">标识 / Id</param>
    public static Task<INode?> Node([FromServices] NodeTypes nodes, [FromServices] IServiceProvider request, [Id] string id) =>
        Query.Node(nodes, request, id);

    /// <summary>按标识读取多个 / Objects by their ids</summary>
    /// <param name="nodes">Types.</param>
    /// <param name="request">Services.</param>
    /// <param name="ids">标识 / Ids</param>
    public static Task<IEnumerable<INode?>> Nodes([FromServices] NodeTypes nodes, [FromServices] IServiceProvider request, [Id] IReadOnlyList<string> ids) =>
        Query.Nodes(nodes, request, ids);

    internal static Exception Failure(string how) => how switch
    {
        "missing" => GridRuleException.NotThere("没有单位 370799。", "There is no unit 370799.", "unit"),
        "conflict" => GridRuleException.Conflict("版本已变。", "The version has changed."),
        "refused" => new GridRuleException(Rule.NothingChanges, "不允许。", "Not allowed."),
        // From a silo of the next version.
        "unknown rule" => new GridRuleException((Rule)99999, "不允许。", "Not allowed."),
        "silo" => new SiloUnavailableException("silo 10.0.0.7:11111 is gone"),
        "store" => new StorageFailedException("The store failed to write unit of unit/u:1 (Secret.Type); the outcome is unknown."),
        "codec" => new CodecNotFoundException("Could not find a codec for type Secret.Type."),
        "slow" => new TimeoutException("Response did not arrive on time in 00:00:30 for message"),
        "cancelled" => new OperationCanceledException("Secret.Type"),
        _ => new InvalidOperationException("Npgsql.PostgresException: SELECT secret"),
    };
}

/// <summary>探针操作 / What the probe schema can do</summary>
[Name("Mutation")]
public sealed class ProbeMutation
{
    /// <summary>签发，总被拒绝 / Issues, and is always refused</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="name">名称 / A name</param>
    public static ProbePayload Issue([FromUserContext] Caller caller, string name) =>
        new([new UserError(GridRuleException.Conflict($"{name}已签发。", $"{name} is issued already.", "name"), caller)]);
}

/// <summary>结果 / A payload</summary>
public sealed record ProbePayload(IReadOnlyList<UserError> Errors)
{
    /// <summary>被拒绝的原因 / Why it was refused</summary>
    [Name("userErrors")]
    public IReadOnlyList<UserError> Errors { get; } = Errors;
}

/// <summary>事项 / An item</summary>
[Implements(typeof(INode))]
public sealed class ProbeItem(int number) : INode
{
    /// <summary>全局标识 / Global id</summary>
    [Id]
    public string Id => GlobalId.Of("ProbeItem", number.ToString());

    /// <summary>编号 / Its number</summary>
    public int Number => number;

    /// <summary>上级 / Its parent</summary>
    public ProbeItem? Parent => number == 0 ? null : new(number - 1);

    /// <summary>下级 / Its children</summary>
    /// <param name="first">条数 / How many</param>
    public IEnumerable<ProbeItem> Children(int? first) => Enumerable.Range(number + 1, PageSize.Of(first)).Select(n => new ProbeItem(n));
}

/// <summary>会出错的对象 / An object that fails</summary>
public sealed class ProbeFailure
{
    /// <summary>总是出错 / Always fails</summary>
    public static string? Broken => throw new InvalidOperationException("Secret.Type");
}

/// <summary>所得 / What came in</summary>
public sealed class Echo
{
    /// <summary>日期 / The date</summary>
    public DateOnly? Date { get; init; }

    /// <summary>时刻 / The instant</summary>
    public DateTimeOffset? Instant { get; init; }

    /// <summary>整数 / The number</summary>
    public long? Number { get; init; }

    /// <summary>种类 / The kind</summary>
    public ProbeKind? Kind { get; init; }

    /// <summary>文字 / The text</summary>
    public string? Text { get; init; }
}

/// <summary>种类 / A kind</summary>
public enum ProbeKind
{
    /// <summary>单位 / A unit</summary>
    Unit,

    /// <summary>岗位 / A post</summary>
    KeyPost,
}

/// <summary>条件 / A filter</summary>
public sealed record ProbeFilter
{
    /// <summary>文字，
    /// 可断行 / The text</summary>
    public string? Text { get; init; }
}
