using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace ResponsibilityGrid;

/// <summary>What is left of a text once all is out that differs between copies: dates, numbers, names, units, set phrases, punctuation, width and case.</summary>
internal static partial class WordRules
{
    /// <summary>Phrases that any record may begin or end with, and that say nothing.</summary>
    private static readonly string[] Phrases =
    [
        "现将有关情况报告如下", "现将有关情况汇报如下", "现将情况报告如下", "现将情况汇报如下", "有关情况如下", "具体情况如下", "根据工作安排", "根据工作部署", "根据上级要求", "根据上级部署", "按照上级要求",
        "按照上级部署", "按照工作安排", "按照责任清单要求", "按照清单要求", "按照要求", "根据要求", "特此报告", "特此汇报", "以上报告", "请审阅", "请审核", "谈话记录", "谈话时间", "谈话地点", "谈话对象", "谈话人",
        "谈话内容", "记录人", "参加人员", "参加人", "检查时间", "检查地点", "检查人员", "检查人", "被检查单位", "报告单位", "报告人", "报送单位", "填报人", "责任人", "时间", "地点", "对象", "单位", "姓名", "职务",
    ];

    private const string Surnames =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

    private const string Ranks = "同志|局长|副局长|科长|副科长|股长|副股长|主任|副主任|书记|副书记|组长|副组长|所长|副所长|站长|队长|监察员|先生|女士";

    /// <summary>The words of a text.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="names">The names of units and the like that are known beforehand.</param>
    /// <param name="own">What belongs to this record alone: the writer's name, the title of the item.</param>
    public static string Of(string text, Names names, params IEnumerable<string?> own)
    {
        var words = Narrow(text);
        foreach (var name in own)
            if (name is { Length: > 1 }) words = words.Replace(Narrow(name), "", StringComparison.Ordinal);
        words = names.Without(words);
        words = Dates().Replace(words, "");
        words = People().Replace(words, "");
        words = Partners().Replace(words, "$1");
        words = Set.Without(words);
        return Rest().Replace(Numbers().Replace(words, "0"), "");
    }

    /// <summary>Names to be left out, the longest of those that begin at a place.</summary>
    internal sealed class Names(IEnumerable<string> all)
    {
        private readonly FrozenDictionary<char, string[]> _byFirst = all.Select(Narrow).Where(name => name.Length > 1).Distinct()
            .GroupBy(name => name[0]).ToFrozenDictionary(first => first.Key, first => first.OrderByDescending(name => name.Length).ToArray());

        public string Without(string text)
        {
            var kept = new StringBuilder(text.Length);
            for (var at = 0; at < text.Length;)
            {
                var rest = text.AsSpan(at);
                var length = 0;
                foreach (var name in _byFirst.GetValueOrDefault(text[at], []))
                {
                    if (!rest.StartsWith(name, StringComparison.Ordinal)) continue;
                    length = name.Length;
                    break;
                }

                if (length == 0) kept.Append(text[at++]);
                at += length;
            }

            return kept.ToString();
        }
    }

    private static readonly Names Set = new(Phrases);

    /// <summary>Full width to half, capitals to small.</summary>
    private static string Narrow(string text) => string.Create(text.Length, text, (narrow, wide) =>
    {
        for (var at = 0; at < wide.Length; at++)
            narrow[at] = wide[at] switch { >= '\uff01' and <= '\uff5e' and var full => char.ToLowerInvariant((char)(full - 0xfee0)), '\u3000' => ' ', var other => char.ToLowerInvariant(other) };
    });

    [GeneratedRegex("([0-9〇零一二三四五六七八九十]{2,4}年)?([0-9一二三四五六七八九十]{1,3}月)([0-9一二三四五六七八九十]{1,3}[日号])?|[0-9〇零一二三四五六七八九十]{2,4}年(度|上半年|下半年)?|[0-9一二三四五六七八九十]{1,3}[日号]|[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?|(星期|周)[一二三四五六日天]|[上下]午|第?[一二三四1-4]季度|[0-9]{1,2}[:点时][0-9]{0,2}分?")]
    private static partial Regex Dates();

    // A surname, one or two characters, and what somebody is called behind it; or a placeholder.
    [GeneratedRegex($"[{Surnames}][\\u4e00-\\u9fff]{{1,2}}?(?:{Ranks})|[{Surnames}](?:{Ranks})|[{Surnames}]某[某0-9]*")]
    private static partial Regex People();

    // Whoever somebody spoke with, where nothing says who they are.
    [GeneratedRegex($"([与同和对找向])[{Surnames}][\\u4e00-\\u9fff]{{1,2}}?(?=进行|开展|作|谈|就|一起|核对|了解|交流|提出|[,。;、 ])")]
    private static partial Regex Partners();

    [GeneratedRegex("[0-9〇零一二三四五六七八九十百千万两]+(?:[.,%][0-9]+)*%?")]
    private static partial Regex Numbers();

    [GeneratedRegex("[^\\p{L}\\p{N}]+")]
    private static partial Regex Rest();
}
