namespace ResponsibilityGrid;

/// <summary>What the states of an item are called.</summary>
public static class ItemStates
{
    /// <summary>The state's Chinese name.</summary>
    public static string Label(this ItemState state) => state switch
    {
        ItemState.Pending => "待签收",
        ItemState.Accepted => "已签收",
        ItemState.Disputed => "有异议",
        ItemState.InProgress => "推进中",
        ItemState.Submitted => "已提交",
        ItemState.Returned => "退回",
        ItemState.Closed => "已销号",
        ItemState.Retired => "已停用",
        _ => state.ToString(),
    };

    /// <summary>Whether there is still something to do about it.</summary>
    public static bool IsOpen(this ItemState state) => state is not (ItemState.Closed or ItemState.Retired);
}
