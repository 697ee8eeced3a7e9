namespace ResponsibilityGrid;

/// <summary>Who is sent away hears which right is missing, and nothing of what it protects: the same whether the thing exists or not.</summary>
internal static class Refusals
{
    public static GridRuleException Unknown() =>
        GridRuleException.Unauthenticated("无法确认调用者的身份，请重新登录。", "It is not known who calls; sign in again.");

    /// <summary>Of a pass that is ours and not of now: whoever made it or whoever reads it has a clock that is wrong, and the caller can do nothing about it.</summary>
    public static GridRuleException NotOfNow() =>
        GridRuleException.Unavailable("服务器之间的时钟不一致，请稍后重试。", "The clocks of the servers are apart; ask again.");

    /// <summary>Of a process that does not know yet whether others hold its grains by now.</summary>
    public static GridRuleException StoodStill() =>
        GridRuleException.Unavailable("服务器曾停顿，正在核对其状态，请稍后重试。", "The server stood still for a while and finds out whether it still counts; ask again.");

    public static GridRuleException Missing(Right right) =>
        GridRuleException.Forbidden($"没有所需的权限：{Labels[right]}。", $"A right is missing: {EnglishOf(right)}.");

    /// <summary>Of a command whose object the right does not reach to.</summary>
    public static GridRuleException MissingOver(Right right) =>
        GridRuleException.Forbidden($"没有所需的权限：对所写单位、岗位或事项的“{Labels[right]}”权限。请核对编码，或由有此权限的人员办理。", $"A right is missing: {EnglishOf(right)}, over the unit, post or item named. Check the code, or have somebody do it who has the right.");

    /// <summary>Of a reading that nobody said the purpose of.</summary>
    public static GridRuleException MissingPurpose() =>
        GridRuleException.Forbidden("查看限制信息须说明用途：请在请求头 Grid-Purpose 中写明（UTF-8，百分号编码）。", "Restricted facts are read for a stated purpose: say it in the header Grid-Purpose (UTF-8, percent-encoded).");

    /// <summary>Of a command in somebody's name whom the caller may not act for.</summary>
    public static GridRuleException NotInTheNameOf() =>
        GridRuleException.Forbidden("不能以所写岗位或人员的名义办理：须为本人或本人的岗位，或对其所在单位有“维护”权限。", "That is not for you to do in this name: it has to be yourself or a post of yours, or somebody of a unit that you keep.");

    private static readonly Dictionary<Right, string> Labels = new()
    {
        [Right.System] = "系统", [Right.SignedIn] = "登录", [Right.Read] = "查看", [Right.OwnItems] = "办理本岗事项", [Right.Keep] = "维护", [Right.Issue] = "下发",
        [Right.ReadRestricted] = "查看限制信息", [Right.Inspect] = "检查", [Right.ManageAccounts] = "管理账号", [Right.ProposeGrants] = "提出授权",
        [Right.ApproveGrants] = "批准授权", [Right.EndGrants] = "终止授权", [Right.ReadRecord] = "查看审计记录",
    };

    private static string EnglishOf(Right right) => string.Concat($"{right}".Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
