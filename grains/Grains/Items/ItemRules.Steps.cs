namespace ResponsibilityGrid;

/// <summary>Which step each act is: from where, to where, by whom.</summary>
internal static partial class ItemRules
{
    private static readonly ItemState[] Open = [ItemState.Pending, ItemState.Accepted, ItemState.Disputed, ItemState.InProgress, ItemState.Submitted, ItemState.Returned];
    private static readonly ItemState[] Underway = [ItemState.Accepted, ItemState.InProgress, ItemState.Returned];

    /// <summary>Whether an act is a step of those who do the item; what others do to it moves nothing.</summary>
    public static bool Moves(Act act) => act is Act.AcceptItem or Act.DisputeItem or Act.ReportItem or Act.SubmitItem or Act.RefineItem;

    private enum Party
    {
        Superior,
        Owner,
        Issuer,
        Checker,
        OwnerOrChecker,
    }

    private sealed record Step(ItemState[] From, ItemState? To, Party Party, string Does, string English, bool NeedsReason = false);

    private static Step StepOf(Act act) => act switch
    {
        Act.AcceptItem => new([ItemState.Pending], ItemState.Accepted, Party.Owner, "签收", "accept"),
        Act.DisputeItem => new([ItemState.Pending], ItemState.Disputed, Party.Owner, "提出异议", "dispute", NeedsReason: true),
        Act.UpholdDispute => new([ItemState.Disputed], ItemState.Retired, Party.Issuer, "裁定异议", "resolve the dispute of", NeedsReason: true),
        Act.RejectDispute => new([ItemState.Disputed], ItemState.Pending, Party.Issuer, "裁定异议", "resolve the dispute of", NeedsReason: true),
        Act.ReportItem => new(Underway, ItemState.InProgress, Party.Owner, "报告进展", "report"),
        Act.SubmitItem => new([ItemState.InProgress], ItemState.Submitted, Party.Owner, "提交", "submit"),
        Act.CloseItem => new([ItemState.Submitted], ItemState.Closed, Party.Checker, "销号", "close"),
        Act.ReturnItem => new([ItemState.Submitted], ItemState.Returned, Party.Checker, "退回", "return", NeedsReason: true),
        Act.ExtendItem => new(Open, null, Party.OwnerOrChecker, "延期", "extend", NeedsReason: true),
        Act.RefineItem => new(Underway, null, Party.Owner, "细化", "refine"),
        Act.AddAssist => new(Underway, null, Party.Owner, "请人协助", "have a post assist with"),
        Act.EndAssist => new(Open, null, Party.Owner, "终止协助", "end the assistance with"),
        Act.EndItem => new(Open, ItemState.Retired, Party.Checker, "终结", "end", NeedsReason: true),
        Act.LogReminder => new(Open, null, Party.Superior, "提醒", "remind of"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };
}
