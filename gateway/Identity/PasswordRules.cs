namespace ResponsibilityGrid.Gateway;

/// <summary>What a password has to be. How long it lives and which ones may not come again is here as well.</summary>
internal static class PasswordRules
{
    public const int Shortest = 8, Longest = 128, Classes = 3, Remembered = 5;

    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    // What is left of the usual ones when digits and signs are read as the letters they stand for.
    private static readonly HashSet<string> Weak =
    [
        "password", "passwd", "passw", "pass", "admin", "administrator", "root", "guest", "user", "test", "system", "manager", "master", "welcome", "letmein", "login",
        "qwerty", "qwertyuiop", "qwer", "asdf", "asdfgh", "zxcv", "zxcvbn", "qazwsx", "qaz", "wsx", "qweasd", "abc", "abcd", "abcde", "abcdef", "aa", "aaa", "a", "aaaa",
        "iloveyou", "woaini", "dragon", "monkey", "sunshine", "princess", "football", "superman", "china", "beijing", "changeme", "default", "secret", "hello", "huawei",
        "mima", "zhongguo", "shandong", "weifang", "gongan", "jingcha", "zeren", "wangge", "office", "oracle", "server", "computer", "internet", "p", "q", "w", "z",
    ];

    /// <summary>Why a password is not taken; empty where it is.</summary>
    public static IReadOnlyList<(string Chinese, string English)> Refusals(string name, string password)
    {
        List<(string, string)> refusals = [];
        if (password.Length is < Shortest or > Longest) refusals.Add(($"密码须为 {Shortest} 到 {Longest} 个字符。", $"A password has {Shortest} to {Longest} characters."));
        if (ClassesOf(password) < Classes) refusals.Add(($"密码须含大写字母、小写字母、数字、符号四类中的至少 {Classes} 类。", $"A password has at least {Classes} of capitals, small letters, digits and signs."));
        if (IsWeak(password)) refusals.Add(("密码过于常见，容易被猜中，请换一个。", "The password is a common one and easily guessed; choose another one."));
        if (name.Length > 2 && password.Contains(name, StringComparison.OrdinalIgnoreCase)) refusals.Add(("密码不能包含账号名。", "A password does not contain the account's name."));
        return refusals;
    }

    /// <summary>Of how many classes its characters are.</summary>
    public static int ClassesOf(string password) =>
        new[] { password.Any(char.IsUpper), password.Any(char.IsLower), password.Any(char.IsDigit), password.Any(c => !char.IsLetterOrDigit(c)) }.Count(has => has);

    /// <summary>Whether a password is too old to come in with.</summary>
    public static bool IsOver(DateTimeOffset since, DateTimeOffset now) => now - since > Life;

    // "P@ssw0rd2026!" is "password" with what everybody puts behind it.
    private static bool IsWeak(string password)
    {
        var lower = password.ToLowerInvariant();
        var letters = string.Concat(lower.Select(c => c switch { '@' => 'a', '0' => 'o', '$' => 's', '3' => 'e', '1' => 'i', _ => c }).Where(char.IsLetter));
        var plain = string.Concat(lower.Where(char.IsLetter));
        var core = string.Concat(lower.TrimEnd([.. "0123456789!@#$%^&*()_+-=.,?~"]).Select(c => c switch { '@' => 'a', '0' => 'o', '$' => 's', '3' => 'e', '1' => 'i', _ => c }).Where(char.IsLetter));
        return password.Distinct().Count() < 4 || Weak.Contains(letters) || Weak.Contains(plain) || Weak.Contains(core);
    }
}
