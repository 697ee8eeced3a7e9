using System.IO.Compression;
using System.Text;

namespace ResponsibilityGrid.Nemesis;

/// <summary>
/// The benchmark grid as a workbook: a city, twelve counties, ten branches in each, a head in every unit and twelve posts more in
/// every branch; 64 duties of heads and 64 of those posts; and two departments of the city that have no duties, to refer findings from and to. 135 units,
/// 1,575 posts, 100,672 items.
/// </summary>
internal static class CityWorkbook
{
    public const string City = "370000", List = "2026";
    private const int StaffOfBranch = 12, Pairs = 64;

    /// <summary>How many counties, and how many branches each has; said once, before anybody asks for anything else. A small one is there in seconds.</summary>
    public static (int Counties, int BranchesOfCounty) Size { get; set; } = (12, 10);

    public static int Units => BureausInAll + Departments.Length;

    public static int Items => (BureausInAll + (Counties * BranchesOfCounty * StaffOfBranch)) * Pairs;

    /// <summary>How many of them are those of one county.</summary>
    public static int ItemsOfCounty => (1 + (BranchesOfCounty * (1 + StaffOfBranch))) * Pairs;

    /// <summary>Who checks the items of the branches.</summary>
    public const string Checker = $"{City}-00";

    /// <summary>A department of the city that looks at branches too, and the one to which findings are referred.</summary>
    public const string Legal = $"{City}D1", Cadres = $"{City}D2";

    public static IEnumerable<string> Branches => from county in Enumerable.Range(1, Counties) from branch in Enumerable.Range(1, BranchesOfCounty) select $"{County(county)}{branch:00}";

    /// <summary>The posts of the branches that are no heads.</summary>
    public static IEnumerable<string> Staff => from branch in Branches from post in Enumerable.Range(1, StaffOfBranch) select $"{branch}-{post:00}";

    /// <summary>The duties of those posts.</summary>
    public static IEnumerable<string> StaffDuties => Enumerable.Range(1, Pairs).Select(number => $"{List}-S{number:00}");

    /// <summary>Every duty at every post that it is a duty of.</summary>
    public static IEnumerable<Item> AllItems =>
        (from post in Staff from duty in StaffDuties select new Item(duty, post))
        .Concat(from unit in Bureaus from number in Enumerable.Range(1, Pairs) select new Item($"{List}-H{number:00}", $"{unit}-00"));

    private static string[] Departments => [Legal, Cadres];

    private static int BureausInAll => 1 + Counties + (Counties * BranchesOfCounty);

    private static string[] Bureaus => [City, .. Enumerable.Range(1, Counties).Select(County), .. Branches];

    /// <summary>The six sheets, zipped.</summary>
    public static byte[] Archive()
    {
        var units = Bureaus;
        string[] posts = [.. units.Concat(Departments).Select(unit => $"{unit}-00"), .. Staff];
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            Sheet(zip, "单位", "单位编码,单位名称,上级编码,层级,类型,监督职能", units.Select(unit => unit.Length switch
            {
                // Its head looks at what is below.
                _ when unit == City => $"{unit},市局,,1,局,专责",
                6 => $"{unit},{unit}县局,{City},2,局,",
                _ => $"{unit},{unit}分局,{unit[..6]},3,分局,",
            }).Concat([$"{Legal},法制科,{City},1,部门,法制", $"{Cadres},人事科,{City},1,部门,人事"]));
            Sheet(zip, "岗位", "岗位编码,单位编码,岗位名称,层面,关键少数", posts.Select(post =>
                !post.EndsWith("-00", StringComparison.Ordinal) ? $"{post},{post[..^3]},岗,岗位,否"
                : Departments.Contains(post[..^3]) ? $"{post},{post[..^3]},科长,部门负责人,否" : $"{post},{post[..^3]},局长,主要负责人,是"));
            Sheet(zip, "人员", "人员编码,姓名,所在单位", posts.SelectMany(post => new[] { $"P{post},某某,{post[..^3]}", $"Q{post},某某,{post[..^3]}" }));
            Sheet(zip, "任职", "岗位编码,人员编码,方式,起始日期,终止日期,登记日期,依据文号", posts.Select(post => $"{post},P{post},任职,2024-01-01,,2024-01-01,干任〔2024〕1号"));
            Sheet(zip, "关系", "主体编码,对象编码,关系,起始日期,终止日期", units.Where(unit => unit != City).Select(unit => $"{(unit.Length == 6 ? City : unit[..6])}-00,{unit},包干,2024-01-01,"));
            Sheet(zip, "责任清单", "事项编码,方面,责任事项,层面,适用层级,完成标准,佐证材料,时间节点,职能线,可转派,关键少数,上级事项", Enumerable.Range(1, Pairs).SelectMany(number => new[]
            {
                $"{List}-H{number:00},方面{number % 8},第{number}项责任的部署,主要负责人,1、2、3,按期办结,台账,{Due(number)},,是,是,",
                $"{List}-S{number:00},方面{number % 8},第{number}项责任的落实,岗位,4,按期办结,台账,{Due(number)},,是,否,{List}-H{number:00}",
            }));
        }

        return archive.ToArray();
    }

    /// <summary>The day on which a pair of duties is due.</summary>
    public static string Due(int number) => $"{new DateOnly(2026, 9, 1).AddDays(number * 2):yyyy-MM-dd}";

    private static int Counties => Size.Counties;

    private static int BranchesOfCounty => Size.BranchesOfCounty;

    private static string County(int county) => $"{City[..3]}{county:000}";

    private static void Sheet(ZipArchive zip, string name, string heading, IEnumerable<string> rows)
    {
        using var writer = new StreamWriter(zip.CreateEntry($"{name}.csv").Open(), new UTF8Encoding(true));
        writer.WriteLine(heading);
        foreach (var row in rows) writer.WriteLine(row);
    }
}
