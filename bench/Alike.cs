using System.Diagnostics;
using System.Text;

namespace ResponsibilityGrid.Bench;

/// <summary>So many records, how long it took to take them in, the clusters among them, and what a search takes.</summary>
internal sealed record AlikeResult(int Records, TimeSpan Building, int Clusters, Measure Search);

/// <summary>What a search for look-alikes costs, without HTTP and grains.</summary>
internal static class Alike
{
    /// <summary>The records that the promise is about.</summary>
    public const int Records = 100_000;

    private const int Copies = 10;

    // Words that reports are full of; drawn at random they share about as much as reports on one matter do.
    private static readonly string[] Words = [.. "检查 台账 登记 落实 问题 整改 时限 责任 岗位 会议 纪要 附件 核对 单据 车辆 里程 公示 更新 窗口 群众 意见 回复 监督 谈话 提醒 风险 防控 措施 现场 抽样 证书 检定 设备 采购 比价 合同 签字 审批 流程 移交 档案 培训 考勤 值班 巡查 记录 照片 复核 通报 督办".Split(' ')];

    public static async Task<AlikeResult> Run(BenchOptions options, int records = Records)
    {
        Console.Error.WriteLine("  look-alikes ...");
        var names = new WordRules.Names([]);
        var units = Enumerable.Range(0, 133).Select(n => $"{n}").ToHashSet();
        var index = new LookAlikes(new GridSettings().LookAlikePercent / 100.0);
        var began = Stopwatch.StartNew();
        foreach (var (number, text) in Texts(records).Index())
            index.Put(new FlagRecord { Id = $"{number}", Unit = $"{number % 133}", Number = number, Recorded = DateTimeOffset.UnixEpoch.AddMinutes(number), Text = text }, WordRules.Of(text, names));
        var building = began.Elapsed;
        var clusters = index.Clusters(record => units.Contains(record.Unit)).Count;
        var search = await Load.Run(1, options.Window, _ => Task.FromResult<Ask>(() => new(index.Clusters(record => units.Contains(record.Unit)).Count == clusters)));
        return new AlikeResult(records, building, clusters, search);
    }

    /// <summary>Reports of which three in ten families are copied, while the rest writes by itself; the same ones every time.</summary>
    public static IEnumerable<string> Texts(int records)
    {
        var (dice, copied) = (new Random(1), "");
        for (var number = 0; number < records; number++) yield return number / Copies % 10 < 3 && number % Copies > 0 ? Changed(copied, dice) : copied = Written(dice);
    }

    private static string Written(Random dice)
    {
        var text = new StringBuilder($"{dice.Next(1, 13)}月{dice.Next(1, 29)}日，");
        for (var word = 0; word < 40; word++) text.Append(Words[dice.Next(Words.Length)]);
        return text.ToString();
    }

    private static string Changed(string text, Random dice)
    {
        var at = dice.Next(10, text.Length - 4);
        return $"{text[..at]}{Words[dice.Next(Words.Length)]}{text[(at + 2)..]}";
    }
}
