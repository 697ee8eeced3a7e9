namespace ResponsibilityGrid;

/// <summary>Who reads something restricted, and over which units they may do what.</summary>
internal sealed record Reader(Principal Principal, Func<Right, string?, bool> May)
{
    /// <summary>What the reading is for; whoever has the right and says nothing is told to.</summary>
    public string Purpose => Principal.Purpose is { } said && !string.IsNullOrWhiteSpace(said) ? said.Trim() : throw new GridRuleException(
        RefusalCode.Forbidden, "查看限制信息须说明用途：请在请求头 Grid-Purpose 中写明（UTF-8，百分号编码）。", "Restricted facts are read for a stated purpose: say it in the header Grid-Purpose (UTF-8, percent-encoded).");

    /// <summary>Refuses whoever lacks a right over a unit, in the same words whether anything is there or not.</summary>
    public void Require(Right right, string? unit)
    {
        if (!May(right, unit)) throw Missing(right);
    }

    /// <summary>The refusal of whoever lacks a right.</summary>
    public static GridRuleException Missing(Right right) => new(
        RefusalCode.Forbidden, $"缺少权限：{RightLabels.Of(right)}（须覆盖所涉单位）。", $"The right to {RightLabels.InEnglish(right)} is missing, over the unit in question.");
}
