namespace ResponsibilityGrid.Gateway;

/// <summary>What is said of supervision.</summary>
internal static partial class Labels
{
    public static string Of(AccountableRole role) => role switch
    {
        AccountableRole.Party => "案发当事人",
        AccountableRole.Constraint => "相关制约人",
        AccountableRole.Supervision => "内部监督检查责任人",
        AccountableRole.Leader => "领导责任人",
        _ => role.ToString(),
    };

    public static string Of(AccountableState state) => state switch
    {
        AccountableState.Person => "有人",
        AccountableState.Vacant => "空缺",
        AccountableState.NoneDefined => "未设",
        _ => state.ToString(),
    };

    public static string Of(AccountableBasis basis) => basis switch
    {
        AccountableBasis.Holds => "在岗",
        AccountableBasis.Checks => "制约",
        AccountableBasis.DedicatedHead => "专责部门负责人",
        AccountableBasis.DedicatedInCharge => "分管专责部门",
        AccountableBasis.Stationed => "派驻",
        AccountableBasis.FunctionalHead => "职能线部门负责人",
        AccountableBasis.InCharge => "分管",
        AccountableBasis.AnswersFor => "包干",
        AccountableBasis.Head => "单位负责人",
        _ => basis.ToString(),
    };

    public static string Of(SupervisorSource source) => source switch
    {
        SupervisorSource.OwnBureau => "本局部门",
        SupervisorSource.BureauAbove => "上级局部门",
        SupervisorSource.Stationed => "派驻",
        SupervisorSource.Checks => "制约",
        _ => source.ToString(),
    };

    public static string Of(DisagreementKind kind) => kind switch
    {
        DisagreementKind.Contradiction => "两线结论不同",
        DisagreementKind.MissedByDedicated => "职能线发现而专责线未发现",
        DisagreementKind.MissedByOfficer => "检查发现而派驻人员未发现",
        _ => kind.ToString(),
    };

    public static string Of(UnsupervisedReason reason) => reason switch
    {
        UnsupervisedReason.None => "无人监督",
        UnsupervisedReason.Vacant => "监督者空缺",
        UnsupervisedReason.Mutual => "互相制约",
        _ => reason.ToString(),
    };
}
