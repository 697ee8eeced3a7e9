namespace ResponsibilityGrid;

/// <summary>What the states of a problem are called.</summary>
public static class ProblemStates
{
    /// <summary>In Chinese.</summary>
    public static string Label(this ProblemState state) => state switch
    {
        ProblemState.Found => "待认领",
        ProblemState.Disputed => "有异议",
        ProblemState.Owned => "已落实责任",
        ProblemState.Rectifying => "整改中",
        ProblemState.Submitted => "待核查",
        ProblemState.Closed => "已销号",
        ProblemState.Failed => "销号失效",
        ProblemState.Upheld => "异议成立",
        _ => state.ToString(),
    };
}
