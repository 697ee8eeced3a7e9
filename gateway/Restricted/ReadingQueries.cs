using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>谁查看过限制信息，先读的在前；查阅本记录也须说明用途，同样记录在册。须有“查看审计记录”的权限。一次 grain 调用
    /// / Who read something restricted, what was read first comes first; reading this log needs a purpose as well, and is noted down in it. Needs the right to read the record. One grain call</summary>
    /// <param name="from">自何日起，默认今天 / From which day on, today unless said otherwise</param>
    /// <param name="to">至何日止，含当日，默认今天；至多 92 天 / Up to and including which day, today unless said otherwise; 92 days at most</param>
    /// <param name="grid">哪个网格，只有一个时不必写 / Which grid; not needed where there is one</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownReading>> RestrictedReads(
        [FromServices] GrainReads reads, [FromServices] RestrictedReads restricted, DateOnly? from, DateOnly? to, string? grid, int? first, string? after)
    {
        var place = await reads.GridOf(grid) ?? throw GridRuleException.NotFound("责任网格", grid ?? "", "grid");
        var all = await restricted.Readings(place.Grid, from ?? reads.Today, to ?? reads.Today);
        var begin = Cursor.Decode(after, 2) is [var at, var number] ? all.FindLastIndex(reading => string.CompareOrdinal(ShownReading.PlaceOf(reading), $"{at} {number}") <= 0) + 1 : 0;
        var size = PageSize.Of(first);
        return new(
            [.. all.Skip(begin).Take(size).Select(reading => new ShownReading(reading))],
            shown => Cursor.Encode(shown.Place.Split(' ')), all.Count > begin + size, all.Count, begin > 0);
    }
}

/// <summary>一次对限制信息的查看，在答复之前记下 / One reading of something restricted, noted down before it was answered</summary>
[Name("Reading")]
public sealed class ShownReading(Reading reading)
{
    /// <summary>何时 / When</summary>
    public DateTimeOffset At => reading.At;

    /// <summary>登录的账号或密钥 / Who had signed in</summary>
    public string Subject => reading.Subject;

    /// <summary>读取人的人员编码，账号属于在册人员时才有 / The reader's code, where the account belongs to a person on record</summary>
    public string? Reader => reading.Reader;

    /// <summary>读取了谁的；查阅记录本身时为空 / Whose facts; null where the log itself was read</summary>
    public string? Person => reading.Person;

    /// <summary>该人员所在单位的编码 / The code of the unit where that person was at home</summary>
    public string? Unit => reading.Unit;

    /// <summary>读取了什么 / What was read</summary>
    public IEnumerable<RestrictedField> Fields => reading.Fields;

    /// <summary>用途 / What for</summary>
    public string Purpose => reading.Purpose;

    internal string Place => PlaceOf(reading);

    internal static string PlaceOf(Reading reading) => $"{reading.At.UtcTicks:D19} {reading.Number:D9}";
}
