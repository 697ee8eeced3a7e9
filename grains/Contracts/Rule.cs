namespace ResponsibilityGrid;

/// <summary>被违反的规则，名称不变，供程序判断；以后会有新的 / The rule that forbids it; the names are stable and meant to be branched on, and more will come</summary>
// The number of a rule travels: a new one goes to the end, none is renamed, and what a rule says in a sentence may differ from place to place.
[GenerateSerializer]
public enum Rule
{
    /// <summary>须写明内容 / Words are missing</summary>
    TextRequired,

    /// <summary>须写明理由 / A reason is missing</summary>
    ReasonRequired,

    /// <summary>文字过长 / A text is too long</summary>
    TextTooLong,

    /// <summary>名称缺失、过长，或含有不允许的字符 / A name is missing, too long, or has signs that it may not have</summary>
    NameMalformed,

    /// <summary>编码不合规范 / A code is not of the form that it has to have</summary>
    CodeMalformed,

    /// <summary>编码或账号名已用过，撤销的也不再启用 / A code or an account's name was given before, if only to what is closed</summary>
    CodeTaken,

    /// <summary>佐证材料过多，或其中有空的、过长的 / Too many pieces of evidence, or one that is empty or too long</summary>
    EvidenceMalformed,

    /// <summary>进度不在 0 到 100 之间 / A percentage is not between 0 and 100</summary>
    PercentOutOfRange,

    /// <summary>同一对象或事项写了两遍 / The same is named twice</summary>
    NamedTwice,

    /// <summary>日期尚未到来 / The day is still to come</summary>
    DateInFuture,

    /// <summary>日期没有写明，或早于今天 / The day is missing, or has passed</summary>
    DateInPast,

    /// <summary>日期早于所接续的隶属或版本的起始日期 / The day is before the one from which on what it follows holds</summary>
    DateTooEarly,

    /// <summary>须写明终止日期 / A last day is missing</summary>
    EndDateRequired,

    /// <summary>终止日期早于起始日期 / The last day is before the first</summary>
    EndBeforeStart,

    /// <summary>日期不在任期或授权期之内 / The day is none of the term, or of the grant</summary>
    OutsideTerm,

    /// <summary>任期超出岗位的存续期 / The term goes beyond the life of the post</summary>
    OutsidePostLife,

    /// <summary>延期后的时限不晚于现时限 / The new due date is no later than the present one</summary>
    DueDateNotLater,

    /// <summary>细化事项的时限晚于上级事项 / A child would be due later than its parent</summary>
    DueAfterParent,

    /// <summary>现处的状态不能办理此步 / As things stand the step cannot be taken</summary>
    WrongState,

    /// <summary>已经办过，不再办理 / It was done before</summary>
    AlreadyDone,

    /// <summary>该日已有此任职、协助或关系在册 / Such a term, assistance or link is on record for that day</summary>
    AlreadyOnRecord,

    /// <summary>与现状相同，没有变化 / It says what holds already</summary>
    NothingChanges,

    /// <summary>该日没有可终止的，或本已于该日终止 / There is nothing that could end on that day, or it ends on it already</summary>
    NothingToEnd,

    /// <summary>单位该日不存在：尚未设立或已撤销 / The unit does not stand on that day: not yet, or no more</summary>
    UnitNotStanding,

    /// <summary>岗位该日不存在：尚未设立或已撤销 / The post does not stand on that day: not yet, or no more</summary>
    PostNotStanding,

    /// <summary>根单位不能调整隶属、并入、撤销，也没有上级 / The root does not move, merge or close, and nothing is above it</summary>
    RootFixed,

    /// <summary>与上级单位不合：除根单位外须有上级，部门设在局之下，层级不得高于上级 / The unit above does not fit: all but the root have one, a department hangs below a bureau, and no level is higher than the one above</summary>
    ParentUnfit,

    /// <summary>上下级关系成环 / Something would hang below itself</summary>
    Cycle,

    /// <summary>层级未设置 / The level is not one of the grid's</summary>
    LevelUnknown,

    /// <summary>层面未设置 / The layer is not one of the grid's</summary>
    LayerUnknown,

    /// <summary>监督线或职能线未设置 / The line is not one of the grid's</summary>
    LineUnknown,

    /// <summary>局不承担监督线，由其部门或分局承担 / A bureau is on no line; its departments and branches are</summary>
    BureauOnLine,

    /// <summary>合并的单位不同层级或不同类型 / Units of different level or kind do not merge</summary>
    UnitsUnlike,

    /// <summary>还有下级单位 / Units still hang below</summary>
    UnitsBelow,

    /// <summary>两端是同一个 / Both ends are the same</summary>
    SameEnds,

    /// <summary>岗位仍有人任职或代理 / The post is still held or covered</summary>
    PostHeld,

    /// <summary>还有未了结的责任事项，或撤销之日尚未到来，或已定为他岗的承接岗位，须写明承接岗位 / No post takes over: of items that are still open, that may be begun before a last day still to come, or that the post itself was to take over</summary>
    HeirRequired,

    /// <summary>承接岗位也在撤销之列，或由所撤销的岗位承接，或层面、层级不同 / The post that takes over is closed as well, or hands on to the one that is closed, or is of another layer or level</summary>
    HeirUnfit,

    /// <summary>岗位该日已有人单独任职或代理 / The post is not vacant: somebody holds or covers it alone on that day</summary>
    PostNotVacant,

    /// <summary>代理不能注明共同 / Cover is not shared</summary>
    CoverNotShared,

    /// <summary>在办事项没有写明处置 / Nobody said what becomes of the items under way</summary>
    ItemsNotDisposed,

    /// <summary>须写明移交给或由其协助的岗位 / The post is missing that an item is given to or shared with</summary>
    PostRequired,

    /// <summary>不是该交接的签字人 / Not one of those who sign the hand-over</summary>
    NotSignatory,

    /// <summary>这种关系的这一端不是该类 / This end of such a link is of the wrong kind</summary>
    WrongEnd,

    /// <summary>两个岗位不能互相制约 / Two posts do not check each other</summary>
    MutualChecks,

    /// <summary>不是事项的责任岗位、本单位或其上级 / Not the item's post, its establishment or one above that may do it</summary>
    NotOwner,

    /// <summary>不是裁定此异议的单位 / Not who resolves the dispute</summary>
    NotResolver,

    /// <summary>不是上级、负责人或分管、包干的岗位 / Nobody who stands above, heads the unit or is in charge of it</summary>
    NotSuperior,

    /// <summary>检查人属于被检查的单位或其下级，须由上级检查 / The checker is inside of what is checked; one from above is needed</summary>
    CheckerInside,

    /// <summary>批准人属于事项所在单位或其下级，须由上级批准 / The approver is inside of the item's establishment; one from above is needed</summary>
    ApproverInside,

    /// <summary>市局本级的，须由其专责部门办理 / What is the root bureau's own is for its dedicated department</summary>
    NotDedicatedDepartment,

    /// <summary>提交人不能检查自己提交的 / Whoever submitted it does not check it</summary>
    OwnSubmission,

    /// <summary>事项不可转派，牵头责任须留在本岗位 / The duty is not delegable; the lead stays at its post</summary>
    NotDelegable,

    /// <summary>岗位不在本单位及其下级之中，或就是本岗位 / The post is not another one of the unit or below it</summary>
    PostNotBelow,

    /// <summary>细化须有自己的措施或佐证，不能原样转派 / A child needs a measure or evidence of its own</summary>
    OwnMeasureRequired,

    /// <summary>细化事项尚未销号 / A child is still open</summary>
    ChildOpen,

    /// <summary>清单版本已下发，不能修改 / The version of the list is issued and does not change</summary>
    ListIssued,

    /// <summary>须至少写一个责任事项 / At least one duty is needed</summary>
    DutiesRequired,

    /// <summary>不是问题所在单位、责任单位或可代为登记的上级 / Not the unit that the problem concerns, or that is responsible for it</summary>
    NotResponsibleUnit,

    /// <summary>问题类别未设置 / The category is not one of the grid's</summary>
    CategoryUnknown,

    /// <summary>须写明责任人 / Whoever is responsible is missing</summary>
    ResponsibleRequired,

    /// <summary>责任人不在问题所在单位或其上级 / Whoever is responsible sits elsewhere than where the problem is</summary>
    ResponsibleOutside,

    /// <summary>须写明立行立改还是长期整改 / The track is missing: at once, or long-term</summary>
    TrackRequired,

    /// <summary>立行立改的时限过长 / Too late a date for what is put right at once</summary>
    ImmediateTooLong,

    /// <summary>整改节点的个数、次序或间隔不合要求 / Too many milestones or too few, out of order, or too far apart</summary>
    MilestonesUnfit,

    /// <summary>还有节点尚未完成 / A milestone is not reached yet</summary>
    MilestoneOpen,

    /// <summary>没有这个待完成的节点 / There is no such milestone left to reach</summary>
    MilestoneNotOpen,

    /// <summary>销号须有根本原因和长效措施，或免予的理由 / Closing needs root cause and lasting measure, or why not</summary>
    RootCauseRequired,

    /// <summary>不在任何监督线上 / On no supervision line</summary>
    NotOnLine,

    /// <summary>不监督该单位 / Not who supervises the unit</summary>
    NotSupervisor,

    /// <summary>不是登记这次监督的单位 / Not the unit that recorded the look</summary>
    NotRecorder,

    /// <summary>不能监督自己 / Nobody supervises themselves</summary>
    SelfSupervision,

    /// <summary>须写明监督的对象，且不过多 / Targets are missing, or too many</summary>
    TargetsRequired,

    /// <summary>一次监督的对象须在同一单位 / Targets of one look sit in one unit</summary>
    TargetsApart,

    /// <summary>只由派驻人员登记 / For stationed officers alone</summary>
    StationedOnly,

    /// <summary>派驻的职责或任务未设置 / The officer's duty or task is not one of the grid's</summary>
    OfficerTaskUnknown,

    /// <summary>没有发现问题，或已撤回 / A look that found nothing, or was withdrawn</summary>
    NotAFinding,

    /// <summary>不是收到移送的部门或其上级 / Not where the referral lies or rose to</summary>
    NotAddressee,

    /// <summary>没有约谈建议 / No interview is proposed</summary>
    NotProposed,

    /// <summary>不是线索所指的岗位或人员 / Not whom the flag points at</summary>
    NotFlagged,

    /// <summary>线索所指的岗位或人员不能自行认定 / Whom the flag points at does not decide on it</summary>
    OwnFlag,

    /// <summary>不能批准自己提出、发放或重置的，或授予自己的 / Nobody approves what they proposed, made or reset, or what is for themselves</summary>
    OwnApproval,

    /// <summary>不能锁定或关闭自己的账号 / Nobody locks or closes their own account</summary>
    OwnAccount,

    /// <summary>此人或此身份已有账号 / The person or identity has an account already</summary>
    AccountExists,

    /// <summary>此账号不在这里重置 / The account is not reset here</summary>
    NotResettable,

    /// <summary>没有这种服务账号角色 / Service accounts have no such role</summary>
    RoleUnknown,

    /// <summary>有效密钥过多 / Too many live keys</summary>
    TooManyKeys,

    /// <summary>密钥有效期不在今后一年之内 / The key does not expire within a year from now</summary>
    KeyLifetime,

    /// <summary>被授权者的写法不对 / A grantee is not written so</summary>
    GranteeMalformed,

    /// <summary>此角色不以授权取得或终止 / The role is neither granted nor ended by command</summary>
    RoleNotGrantable,

    /// <summary>授权的范围或职能线与角色不符 / The scope or line of the grant does not fit its role</summary>
    GrantScope,

    /// <summary>三员互斥，且不得兼任业务角色 / The three separated duties exclude each other and every other role</summary>
    SeparationOfDuties,

    /// <summary>撤回须写明更正哪一条 / A withdrawal names the entry that it puts right</summary>
    CorrectedRequired,

    /// <summary>未配置数据密钥 / No data key is configured</summary>
    DataKeyMissing,
}
