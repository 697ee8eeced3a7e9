using System.Runtime.CompilerServices;
using System.Text;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>A text, with the family that it was copied from; one that somebody wrote is a family of its own.</summary>
internal sealed record Labelled(string Family, string Name, string Text);

/// <summary>
/// Records as offices write them: copies of templates, with other names, dates, units and numbers, some with a sentence more, a clause less or in another
/// order; and texts written one by one, some of which begin in the words of a template and go on in their own. No persons in it are real.
/// </summary>
internal static class Corpus
{
    private const int CopiesOfEach = 22;

    private static readonly string[] Names = ["张伟成", "李敏", "王建业", "刘志远", "陈晓", "杨立新", "赵国栋", "黄丽", "周明", "吴海波", "徐静", "孙卫东", "胡斌", "朱琳", "高翔", "林峰", "何平", "郭亮", "马超群", "罗欣", "梁文", "宋洁", "郑凯"];

    public static readonly string[] Units = ["城东区局", "城西区局", "河口县局", "南山县局", "北关分局", "东港分局", "石桥分局", "柳林分局", "高新区局", "滨海县局"];

    /// <summary>All of it, the same every time.</summary>
    public static List<Labelled> All()
    {
        var (templates, tails, dice) = (Lines("templates.txt"), Lines("tails.txt"), new Random(2026));
        List<Labelled> all = [];
        foreach (var (family, template) in templates.Index())
            foreach (var copy in Enumerable.Range(0, CopiesOfEach))
            {
                var name = Names[dice.Next(Names.Length)];
                var text = template.Replace("{name}", name, StringComparison.Ordinal).Replace("{unit}", Units[dice.Next(Units.Length)], StringComparison.Ordinal);
                text = Filled(Filled(text, "{date}", () => DateOf(dice)), "{n}", () => $"{dice.Next(2, 90)}");
                text = (copy % 6) switch { 3 => text + tails[dice.Next(tails.Length)], 4 => WithoutClause(text, dice), 5 => Turned(text, dice), _ => text };
                all.Add(new Labelled($"t{family}", name, text));
            }

        all.AddRange(Lines("genuine.txt").Concat(Lines("kindred.txt")).Select((text, n) => new Labelled($"g{n}", Names[n % Names.Length], text)));
        return all;
    }

    public static string[] Lines(string file, [CallerFilePath] string here = "") => File.ReadAllLines(Path.GetFullPath($"corpus/{file}", Path.GetDirectoryName(here)!));

    private static string DateOf(Random dice) => dice.Next(4) switch
    {
        0 => $"2026年{dice.Next(1, 12)}月{dice.Next(1, 28)}日",
        1 => $"{dice.Next(1, 12)}月{dice.Next(1, 28)}日上午",
        2 => $"2026-{dice.Next(1, 12):00}-{dice.Next(1, 28):00}",
        _ => $"２０２５年{dice.Next(1, 12)}月{dice.Next(1, 28)}日",
    };

    private static string Filled(string text, string slot, Func<string> value)
    {
        var filled = new StringBuilder();
        var parts = text.Split(slot);
        foreach (var (at, part) in parts.Index()) filled.Append(at == 0 ? "" : value()).Append(part);
        return filled.ToString();
    }

    private static string WithoutClause(string text, Random dice)
    {
        var clauses = text.Split('，').ToList();
        if (clauses.Count > 3) clauses.RemoveAt(dice.Next(1, clauses.Count - 1));
        return string.Join('，', clauses);
    }

    private static string Turned(string text, Random dice)
    {
        var clauses = text.Split('，');
        if (clauses.Length <= 3) return text;
        var at = dice.Next(1, clauses.Length - 2);
        (clauses[at], clauses[at + 1]) = (clauses[at + 1], clauses[at]);
        return string.Join('，', clauses);
    }
}
