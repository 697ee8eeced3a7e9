namespace ResponsibilityGrid.Gateway;

/// <summary>What the grid calls its states, reasons and levels on paper.</summary>
internal static class Labels
{
    public static string Of(ItemState state) => state.Label();

    public static string Of(GapReason reason) => reason switch
    {
        GapReason.PostVacant => "岗位空缺",
        GapReason.HolderLeft => "人员离岗",
        GapReason.ActingPastLimit => "代理超期",
        GapReason.MissingPost => "缺少岗位",
        GapReason.UnitNotReached => "未送达",
        _ => reason.ToString(),
    };

    public static string Of(UnitKind kind) => kind switch
    {
        UnitKind.Bureau => "局",
        UnitKind.Department => "部门",
        UnitKind.Branch => "分局",
        _ => kind.ToString(),
    };

    public static string Of(FillKind kind) => kind == FillKind.Holder ? "任职" : "代理";

    public static string Of(LinkKind kind) => kind switch
    {
        LinkKind.InCharge => "分管",
        LinkKind.AnswersFor => "包干",
        LinkKind.StationedAt => "派驻",
        LinkKind.Checks => "制约",
        _ => kind.ToString(),
    };

    public static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Unit => "单位",
        NodeKind.Post => "岗位",
        NodeKind.Person => "人员",
        NodeKind.Item => "责任事项",
        _ => kind.ToString(),
    };

    public static string Of(EdgeKind kind) => kind switch
    {
        EdgeKind.BelongsTo => "隶属",
        EdgeKind.SitsIn => "设在",
        EdgeKind.Holds => "任职",
        EdgeKind.ActsFor => "代理",
        EdgeKind.StandsAt => "落在",
        EdgeKind.Refines => "细化",
        EdgeKind.InCharge => "分管",
        EdgeKind.AnswersFor => "包干",
        EdgeKind.StationedAt => "派驻",
        EdgeKind.Checks => "制约",
        _ => kind.ToString(),
    };

    public static string OfLevel(int level) => GrainReads.Settings.Levels.ElementAtOrDefault(level - 1) ?? $"{level}";
}
