using System.Buffers;

namespace ResponsibilityGrid;

/// <summary>
/// The one place where grain keys are made. Every key carries a non-hex prefix: the storage provider reads a key of
/// digits as a number, so that 330100 and 0330100 would otherwise share a row.
/// </summary>
public static class GridKeys
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\ \t\r\n");

    /// <summary>The one register of grids.</summary>
    public const string Register = "r:grids";

    /// <summary>The one row of service accounts.</summary>
    public const string Keys = "k:keys";

    /// <summary>The one row of accounts.</summary>
    public const string Accounts = "n:accounts";

    /// <summary>What proves who the holder of an account is.</summary>
    public static string Account(string name) => $"w:{Part(name)}";

    /// <summary>In the place of a grid: the whole installation, whatever grids it holds.</summary>
    public const string EveryGrid = "*";

    /// <summary>The grid's own grain.</summary>
    public static string Grid(string grid) => $"g:{Part(grid)}";

    /// <summary>A unit and its ledger.</summary>
    public static string Unit(string grid, string unit) => $"u:{Part(grid)}/{Part(unit)}";

    /// <summary>A person.</summary>
    public static string Person(string grid, string person) => $"p:{Part(grid)}/{Part(person)}";

    /// <summary>The grants of a grid.</summary>
    public static string Rights(string grid) => $"t:{Part(grid)}";

    /// <summary>The sweeper of a grid.</summary>
    public static string Sweeper(string grid) => $"s:{Part(grid)}";

    /// <summary>A responsibility list.</summary>
    public static string List(string grid, string list) => $"l:{Part(grid)}/{Part(list)}";

    /// <summary>A responsibility item.</summary>
    public static string Item(ItemKey key) => Item(key.Grid, key.Post, key.List, key.Duty);

    /// <summary>A responsibility item: a duty at a post.</summary>
    public static string Item(string grid, string post, string list, string duty) =>
        $"i:{Part(grid)}/{Part(post)}/{Part(list)}/{Part(duty)}";

    /// <summary>What the keys of all items of a post begin with, a slash before the rest.</summary>
    public static string ItemsOf(string grid, string post) => $"i:{Part(grid)}/{Part(post)}";

    /// <summary>A part of an item's history, from 1 on.</summary>
    public static string ItemLog(string item, int part) => $"j:{item[2..]}/{part}";

    /// <summary>The light measures on record with a unit.</summary>
    public static string Measures(string grid, string unit) => $"m:{Part(grid)}/{Part(unit)}";

    /// <summary>The inspections of a unit.</summary>
    public static string Inspections(string grid, string unit) => $"v:{Part(grid)}/{Part(unit)}";

    /// <summary>A part, from 1 on, of the readings of a day.</summary>
    public static string Readings(string grid, DateOnly day, int part) => $"o:{Part(grid)}/{day:yyyy-MM-dd}/{part}";

    /// <summary>What was looked at in a unit.</summary>
    public static string Supervision(string grid, string unit) => $"x:{Part(grid)}/{Part(unit)}";

    /// <summary>A part of a unit's supervision actions, from 1 on.</summary>
    public static string SupervisionLog(string supervision, int part) => $"y:{supervision[2..]}/{part}";

    /// <summary>The problem ledger of a unit.</summary>
    public static string Problems(string grid, string unit) => $"q:{Part(grid)}/{Part(unit)}";

    /// <summary>What was referred to a department.</summary>
    public static string Referrals(string grid, string unit) => $"z:{Part(grid)}/{Part(unit)}";

    /// <summary>What was said of the flags of a grid.</summary>
    public static string Flags(string grid) => $"h:{Part(grid)}";

    /// <summary>A part of it, from 1 on.</summary>
    public static string FlagLog(string flags, int part) => $"{flags}/{part}";

    /// <summary>The parts of a key behind its prefix.</summary>
    public static string[] Parts(string key) => key[2..].Split('/');

    /// <summary>The grid of whatever a key belongs to; rows of the installation belong to every grid.</summary>
    public static string GridOf(string key) => key is Register or Keys or Accounts ? EveryGrid : key.IndexOf('/', StringComparison.Ordinal) is var end and > 0 ? key[2..end] : key[2..];

    /// <summary>Characters of the longest code.</summary>
    public const int CodeLength = 64;

    /// <summary>Whether a text can be a code.</summary>
    public static bool IsCode(string code) => code.Length is > 0 and <= CodeLength && !code.AsSpan().ContainsAny(Separators);

    private static string Part(string code) =>
        IsCode(code)
            ? code
            : throw GridRuleException.BadUserInput($"编码“{code}”不合规范：1 到 64 个字符，不含空格和斜线。", $"The code \"{code}\" must have 1 to 64 characters, without blanks and slashes.");
}
