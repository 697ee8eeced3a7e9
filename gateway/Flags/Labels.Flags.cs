namespace ResponsibilityGrid.Gateway;

/// <summary>What is said of flags.</summary>
internal static partial class Labels
{
    public static string Of(FlagKind kind) => kind switch
    {
        FlagKind.LookAlike => "雷同记录",
        FlagKind.PassThrough => "二传手",
        _ => kind.ToString(),
    };

    public static string Of(FlagState state) => state switch
    {
        FlagState.Open => "待核",
        FlagState.Disputed => "有异议",
        FlagState.Upheld => "属实",
        FlagState.Dismissed => "不属实",
        _ => state.ToString(),
    };

    public static string Of(FlagStance stance) => stance switch
    {
        FlagStance.Dispute => "异议",
        FlagStance.Uphold => "认定属实",
        FlagStance.Dismiss => "认定不属实",
        _ => stance.ToString(),
    };

    public static string Of(FlagSource source) => source switch
    {
        FlagSource.Report => "进展报告",
        FlagSource.Action => "监督记录",
        FlagSource.Parent => "上级事项",
        FlagSource.Child => "细化事项",
        _ => source.ToString(),
    };
}
