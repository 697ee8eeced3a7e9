namespace ResponsibilityGrid;

/// <summary>办理了什么 / What was done.</summary>
[GenerateSerializer]
public enum Act
{
    /// <summary>签收 / An item was accepted.</summary>
    AcceptItem,

    /// <summary>提出异议 / An item was disputed.</summary>
    DisputeItem,

    /// <summary>异议成立 / A dispute was upheld: the item is retired there.</summary>
    UpholdDispute,

    /// <summary>异议不成立 / A dispute was rejected: the item waits to be accepted again.</summary>
    RejectDispute,

    /// <summary>报告进展 / Progress was reported.</summary>
    ReportItem,

    /// <summary>提交 / An item was submitted for checking.</summary>
    SubmitItem,

    /// <summary>销号 / An item was checked and closed.</summary>
    CloseItem,

    /// <summary>自查销号 / An item of the root bureau was checked by its own dedicated department and closed.</summary>
    SelfCheckItem,

    /// <summary>退回 / An item was checked and returned.</summary>
    ReturnItem,

    /// <summary>延期 / The due date was put off.</summary>
    ExtendItem,

    /// <summary>细化 / A child item was made.</summary>
    RefineItem,

    /// <summary>交办 / The item was made by refining another.</summary>
    ChargeItem,

    /// <summary>提醒 / Somebody was reminded; this is no activity.</summary>
    LogReminder,

    /// <summary>设立单位 / A unit was created.</summary>
    CreateUnit,

    /// <summary>调整隶属 / A unit was moved.</summary>
    MoveUnit,

    /// <summary>合并单位 / A unit was merged into another.</summary>
    MergeUnits,

    /// <summary>撤销单位 / A unit was closed.</summary>
    CloseUnit,

    /// <summary>设立岗位 / A post was created.</summary>
    CreatePost,

    /// <summary>撤销岗位 / A post was closed.</summary>
    ClosePost,

    /// <summary>岗位转入 / A post came from another unit.</summary>
    MovePost,

    /// <summary>登记人员 / A person was entered.</summary>
    CreatePerson,

    /// <summary>任职 / A person was appointed to a post, as holder or as cover.</summary>
    Appoint,

    /// <summary>离任 / A person left a post.</summary>
    Vacate,

    /// <summary>更正任职 / A fill was corrected.</summary>
    CorrectFill,

    /// <summary>建立关系 / A link was made.</summary>
    Link,

    /// <summary>解除关系 / A link ended.</summary>
    EndLink,

    /// <summary>起草清单 / Duties were written into a draft.</summary>
    DraftList,

    /// <summary>下发清单 / A list was issued.</summary>
    IssueList,

    /// <summary>导入 / Facts came from a workbook.</summary>
    ImportWorkbook,

    /// <summary>发放密钥 / A service account got a key.</summary>
    CreateKey,

    /// <summary>撤销密钥 / Keys of a service account were ended.</summary>
    RevokeKey,

    /// <summary>提出授权 / A grant was proposed.</summary>
    ProposeGrant,

    /// <summary>批准授权 / A grant was approved.</summary>
    ApproveGrant,

    /// <summary>终止授权 / A grant was ended, or its proposal withdrawn.</summary>
    EndGrant,

    /// <summary>开立账号 / An account was made.</summary>
    CreateAccount,

    /// <summary>锁定或解锁账号 / An account was locked or opened again.</summary>
    LockAccount,

    /// <summary>重置账号 / An account got a new one-time link.</summary>
    ResetAccount,

    /// <summary>关闭账号 / An account was closed for good.</summary>
    CloseAccount,

    /// <summary>安排检查 / An inspection was planned.</summary>
    PlanInspection,

    /// <summary>开始检查 / An inspection was begun before its day.</summary>
    StartInspection,

    /// <summary>记录检查发现 / An inspection found something.</summary>
    RecordFinding,

    /// <summary>调整监督线 / A unit was put on a supervision line, or taken off it.</summary>
    AssignLine,

    /// <summary>登记监督 / A supervision action was recorded.</summary>
    RecordAction,

    /// <summary>更正监督 / A supervision action was corrected or withdrawn.</summary>
    CorrectAction,

    /// <summary>登记问题 / A problem was reported.</summary>
    ReportProblem,

    /// <summary>认领问题 / A problem was claimed by its unit.</summary>
    ClaimProblem,

    /// <summary>对问题提出异议 / A problem was disputed by its unit.</summary>
    DisputeProblem,

    /// <summary>交办问题 / A problem was assigned from above.</summary>
    AssignProblem,

    /// <summary>整改 / A step was taken to put a problem right.</summary>
    Rectify,

    /// <summary>提交整改 / A rectification was submitted for checking.</summary>
    SubmitRectification,

    /// <summary>退回整改 / A rectification was checked and returned.</summary>
    ReturnRectification,

    /// <summary>问题销号 / A problem was checked and closed, or its dispute upheld.</summary>
    CloseProblem,

    /// <summary>销号失效 / A closed problem came back.</summary>
    FailClosure,

    /// <summary>移送 / A finding was referred to another department, or joined to a referral of the same fact.</summary>
    Refer,

    /// <summary>答复移送 / A referral was accepted or returned.</summary>
    AnswerReferral,

    /// <summary>增加协助 / A post came to assist with an item.</summary>
    AddAssist,

    /// <summary>终止协助 / A post assists with an item no more.</summary>
    EndAssist,

    /// <summary>终结 / An item was ended from above when its holder left.</summary>
    EndItem,

    /// <summary>交接签字 / A hand-over was signed.</summary>
    SignHandover,

    /// <summary>约谈 / An interview was issued.</summary>
    IssueInterview,

    /// <summary>批准账号 / The making or the reset of an account was approved.</summary>
    ApproveAccount,

    /// <summary>批准密钥 / Another key of a service account was approved.</summary>
    ApproveKey,
}
