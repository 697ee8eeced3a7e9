namespace ResponsibilityGrid.Gateway;

/// <summary>What the grid calls its states, reasons and levels on paper.</summary>
internal static partial class Labels
{
    public static string Of(ItemState state) => state.Label();

    public static string Of(ItemActivity activity) => activity switch
    {
        ItemActivity.None => "尚无动作",
        ItemActivity.Dormant => "沉睡",
        ItemActivity.Prompted => "推了才动",
        ItemActivity.ByItself => "主动办理",
        _ => activity.ToString(),
    };

    public static string Of(Role role) => role switch
    {
        Role.Office => "办公室",
        Role.Issuer => "发布员",
        Role.Clerk => "经办员",
        Role.Holder => "责任人",
        Role.Discipline => "纪检",
        Role.Functional => "职能部门",
        Role.Inspector => "巡察",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.Auditor => "审计员",
        _ => role.ToString(),
    };

    public static string Of(Light light) => light switch
    {
        Light.Grey => "灰",
        Light.Green => "绿",
        Light.Amber => "黄",
        Light.Red => "红",
        _ => light.ToString(),
    };

    public static string Of(Rung rung) => rung switch
    {
        Rung.Before => "临期",
        Rung.DueDay => "到期",
        Rung.Overdue => "逾期",
        _ => rung.ToString(),
    };

    public static string Of(DisposalKind kind) => kind switch
    {
        DisposalKind.KeptWithPost => "留在岗位",
        DisposalKind.Given => "移交",
        DisposalKind.Shared => "协助",
        DisposalKind.Ended => "终结",
        _ => kind.ToString(),
    };

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

    public static string Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Talk => "谈话提醒",
        MeasureKind.Criticism => "批评教育",
        MeasureKind.WrittenReview => "责令书面检查",
        _ => kind.ToString(),
    };

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

    public static string Of(Act act) => act switch
    {
        Act.AcceptItem => "签收",
        Act.DisputeItem => "提出异议",
        Act.UpholdDispute => "异议成立",
        Act.RejectDispute => "异议不成立",
        Act.ReportItem => "报告进展",
        Act.SubmitItem => "提交",
        Act.CloseItem => "销号",
        Act.SelfCheckItem => "自查销号",
        Act.ReturnItem => "退回",
        Act.ExtendItem => "延期",
        Act.RefineItem => "细化",
        Act.ChargeItem => "交办",
        Act.LogReminder => "提醒",
        Act.CreateUnit => "设立单位",
        Act.MoveUnit => "调整隶属",
        Act.MergeUnits => "合并单位",
        Act.CloseUnit => "撤销单位",
        Act.CreatePost => "设立岗位",
        Act.ClosePost => "撤销岗位",
        Act.MovePost => "岗位转入",
        Act.CreatePerson => "登记人员",
        Act.Appoint => "任职",
        Act.Vacate => "离任",
        Act.CorrectFill => "更正任职",
        Act.Link => "建立关系",
        Act.EndLink => "解除关系",
        Act.DraftList => "起草清单",
        Act.IssueList => "下发清单",
        Act.ImportWorkbook => "导入",
        Act.CreateKey => "发放密钥",
        Act.RevokeKey => "撤销密钥",
        Act.CreateAccount => "开立账号",
        Act.LockAccount => "锁定账号",
        Act.ResetAccount => "重置账号",
        Act.CloseAccount => "关闭账号",
        Act.ApproveAccount => "批准账号",
        Act.ApproveKey => "批准密钥",
        Act.ProposeGrant => "提出授权",
        Act.ApproveGrant => "批准授权",
        Act.EndGrant => "终止授权",
        Act.PlanInspection => "安排检查",
        Act.StartInspection => "开始检查",
        Act.RecordFinding => "记录检查发现",
        Act.AssignLine => "调整监督线",
        Act.RecordAction => "登记监督",
        Act.CorrectAction => "更正监督",
        Act.ReportProblem => "登记问题",
        Act.ClaimProblem => "认领问题",
        Act.DisputeProblem => "对问题提出异议",
        Act.AssignProblem => "交办问题",
        Act.Rectify => "整改",
        Act.SubmitRectification => "提交整改",
        Act.ReturnRectification => "退回整改",
        Act.CloseProblem => "问题销号",
        Act.FailClosure => "销号失效",
        Act.Refer => "移送",
        Act.AnswerReferral => "答复移送",
        Act.AddAssist => "增加协助",
        Act.EndAssist => "终止协助",
        Act.EndItem => "终结",
        Act.SignHandover => "交接签字",
        Act.IssueInterview => "约谈",
        _ => act.ToString(),
    };

    public static string Of(ProblemState state) => state.Label();

    public static string Of(ReferralState state) => state switch
    {
        ReferralState.Waiting => "待答复",
        ReferralState.Accepted => "已受理",
        ReferralState.Returned => "已退回",
        _ => state.ToString(),
    };

    public static string Of(ProblemTrack track) => track == ProblemTrack.Immediate ? "立行立改" : "长期整改";

    public static string Of(SupervisionKind kind) => kind switch
    {
        SupervisionKind.Inspect => "检查",
        SupervisionKind.SpotCheck => "抽查",
        SupervisionKind.Talk => "谈话",
        SupervisionKind.Guide => "督导",
        SupervisionKind.Review => "审核",
        SupervisionKind.Other => "其他",
        _ => kind.ToString(),
    };

    public static string Of(TargetKind kind) => kind switch
    {
        TargetKind.Item => "责任事项",
        TargetKind.Post => "岗位",
        TargetKind.Unit => "单位整体",
        TargetKind.Aspect => "方面",
        _ => kind.ToString(),
    };

    public static string Of(LineKind kind) => kind switch
    {
        LineKind.Dedicated => "1 专责",
        LineKind.Functional => "3 职能",
        LineKind.Daily => "N 日常",
        _ => kind.ToString(),
    };

    public static string Of(CheckState state) => state switch
    {
        CheckState.NotChecked => "未监督",
        CheckState.Clean => "已监督，无问题",
        CheckState.Finding => "已监督，有问题",
        _ => state.ToString(),
    };

    public static string OfLevel(int level) => GrainReads.Axes.Levels.ElementAtOrDefault(level - 1) ?? $"{level}";
}
