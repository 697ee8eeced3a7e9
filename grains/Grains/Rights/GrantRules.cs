namespace ResponsibilityGrid;

/// <summary>What may become of grants: proposed by one, approved by another, ended by either. Nothing is removed.</summary>
internal static class GrantRules
{
    /// <summary>The state with grants entered that a start rests on.</summary>
    public static RightsState Enter(RightsState state, List<Grant> grants)
    {
        var news = grants.Where(grant => !state.Grants.Exists(known => known.Id == grant.Id)).ToList();
        return news.Count == 0 ? state : state with { Version = state.Version + 1, Grants = [.. state.Grants, .. news] };
    }

    /// <summary>The state with a grant proposed; an approval is still to come. What stands elsewhere counts too: the separated duties are of the installation, other roles mostly of a grid.</summary>
    public static RightsState Propose(RightsState state, GrantCommand command, Outline outline, IReadOnlyCollection<Grant> elsewhere, DateTimeOffset now)
    {
        // A grant is called as its command; those of a start have names of their own, and none may come to stand before another.
        if (state.Grants.Exists(known => known.Id == command.Id))
            throw GridRuleException.Conflict("此标识已用于另一项授权，请换一个 commandId。", "Another grant is called so; choose another commandId.", "commandId");
        var today = outline.Settings.DateAt(now);
        var grant = new Grant
        {
            Id = command.Id,
            Who = command.Who ?? "",
            Role = command.Role ?? Role.Office,
            Over = command.Over,
            Line = command.Line,
            Span = new Span { From = command.On ?? today, To = command.Until, Recorded = now },
            Paper = command.Paper,
            ProposedBy = ByOf(command),
            Proposed = now,
        };
        CheckWho(grant);
        CheckOver(grant, outline);
        if (grant.Span.To < grant.Span.From) throw Refused(Rule.EndBeforeStart, "终止日期不得早于起始日期。", "The last day is before the first.", "to");
        CheckAlone([.. state.Grants, .. elsewhere], grant, today);
        return Note(state with { Grants = [.. state.Grants, grant] }, command, Act.ProposeGrant, grant, today, now);
    }

    /// <summary>The state with a grant approved by somebody else than who proposed it and whom it is for.</summary>
    public static RightsState Approve(RightsState state, GrantCommand command, GridSettings settings, IReadOnlyCollection<Grant> elsewhere, DateTimeOffset now)
    {
        var (grant, today, by) = (Standing(state, command), settings.DateAt(now), ByOf(command));
        if (grant.ApprovedBy is not null) throw Refused(Rule.WrongState, "此授权已经批准。", "The grant is approved already.", "grant");
        if (by == grant.ProposedBy || by == grant.Who) throw Refused(Rule.OwnApproval, "提出人和被授权人不能批准此授权，须由另一安全管理员批准。", "Neither who proposed a grant nor whom it is for approves it; another security administrator does.", "grant");
        CheckDuty(grant);
        CheckAlone([.. state.Grants, .. elsewhere], grant, today);
        // From the approval on, and never for days before it.
        var approved = grant with { ApprovedBy = by, Approved = now, Span = grant.Span with { From = grant.Span.From < today ? today : grant.Span.From, Recorded = now } };
        return Note(Replace(state, grant, approved, now), command, Act.ApproveGrant, approved, today, now);
    }

    /// <summary>The state with a grant ended at once, or from the day after the one named; a proposal is withdrawn.</summary>
    public static RightsState End(RightsState state, GrantCommand command, GridSettings settings, DateTimeOffset now)
    {
        var (grant, today) = (Standing(state, command), settings.DateAt(now));
        CheckDuty(grant);
        if (command.Until < today) throw Refused(Rule.DateInPast, "终止日期不得早于今天。", "It ends today or later.", "on");
        if (grant.Span.To is { } last && command.Until > last) throw Refused(Rule.OutsideTerm, $"此授权已于 {last:yyyy-MM-dd} 到期，终止日期不得晚于到期日。", $"The grant ends on {last:yyyy-MM-dd}; that cannot be put off.", "on");
        var ended = grant with { EndedBy = ByOf(command), Ended = now, Span = grant.Span with { To = command.Until ?? today.AddDays(-1), Recorded = now } };
        return Note(Replace(state, grant, ended, now), command, Act.EndGrant, ended, today, now);
    }

    /// <summary>The grant of an id, as it is known now.</summary>
    public static Grant? Find(RightsState state, string id) => state.Grants.FindLast(grant => grant.Id == id && grant.Span.Superseded is null);

    private static Grant Standing(RightsState state, GrantCommand command) =>
        Find(state, command.Grant ?? "") is not { } grant ? throw GridRuleException.NotFound("授权", command.Grant ?? "", "grant")
        : grant.Ended is not null ? throw Refused(Rule.WrongState, "此授权已经终止。", "The grant has ended.", "grant")
        : grant;

    private static void CheckWho(Grant grant)
    {
        var isSubject = grant.Who.StartsWith("account:", StringComparison.Ordinal) || grant.Who.StartsWith("key:", StringComparison.Ordinal);
        var isOnRecord = grant.Who.StartsWith("post:", StringComparison.Ordinal) || grant.Who.StartsWith("person:", StringComparison.Ordinal);
        if ((!isSubject && !isOnRecord) || !GridKeys.IsCode(grant.Who[(grant.Who.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            throw Refused(Rule.GranteeMalformed, "被授权者须写成 account:账号、key:服务账号、post:岗位编码 或 person:人员编码。", "A grant is for account:name, key:id, post:code or person:code.", "who");
        CheckDuty(grant);
        if (grant.Role is Role.Holder && !grant.Who.StartsWith("key:", StringComparison.Ordinal))
            throw Refused(Rule.RoleNotGrantable, "责任人的权限由任职得出，只有代岗位调用的服务账号需要授权。", "What a holder may do follows from the fill; only a service account that acts for a post is granted it.", "role");
    }

    /// <summary>
    /// An account that was made otherwise has no second factor, and the system administrator resets it: whoever gave it a duty would hold two. And whoever
    /// could end one would be rid of who watches them.
    /// </summary>
    private static void CheckDuty(Grant grant)
    {
        if (RightsRules.IsAdministrator(grant.Role))
            throw Refused(Rule.RoleNotGrantable, "系统管理员、安全管理员、审计员由首次启动的一次性链接产生，不以授权取得，也不以授权终止；需要更换时由运维人员重发链接。", "The three separated duties come by the one-time links of the first start, and are neither granted nor ended by command; the operator renews a link to replace one.", "role");
    }

    private static void CheckOver(Grant grant, Outline outline)
    {
        if (grant.Role is Role.Holder ? outline.Post(grant.Over ?? "") is null : grant.Over is { } over && outline.Find(over) is null)
            throw GridRuleException.NotFound(grant.Role is Role.Holder ? "岗位" : "单位", grant.Over ?? "", "over");
        if (grant.Role is Role.Clerk && grant.Over is null) throw Refused(Rule.GrantScope, "经办员须写明所维护的单位。", "Say which unit a clerk is to keep.", "over");
        if (grant.Role is Role.Issuer && grant.Over is not null && grant.Over != outline.Root) throw Refused(Rule.GrantScope, "发布员的授权覆盖全网格，不限于下级单位。", "An issuer issues for the whole grid.", "over");
        if (grant.Role is Role.Functional != grant.Line is { Length: > 0 }) throw Refused(Rule.GrantScope, "职能部门的授权须写明职能线，其他角色不写。", "A functional department's grant names its line, and no other does.", "line");
    }

    /// <summary>The three separated duties exclude each other and everything else, for as long as both would be in force.</summary>
    private static void CheckAlone(IEnumerable<Grant> all, Grant grant, DateOnly today)
    {
        var others = all.Where(other => other.Who == grant.Who && other.Id != grant.Id && other.Span.Superseded is null && !(other.Span.To < today) && other.Role != grant.Role);
        if (others.FirstOrDefault(other => RightsRules.IsAdministrator(other.Role) || RightsRules.IsAdministrator(grant.Role)) is not null)
            throw Refused(Rule.SeparationOfDuties, "系统管理员、安全管理员、审计员互斥，且不得兼任业务角色；请先终止其另一项授权。", "The three separated duties exclude each other and every other role; end the other grant first.", "role");
    }

    private static RightsState Replace(RightsState state, Grant before, Grant after, DateTimeOffset now) => state with
    {
        Grants = [.. state.Grants.Select(grant => ReferenceEquals(grant, before) ? grant with { Span = grant.Span with { Superseded = now } } : grant), after],
    };

    private static RightsState Note(RightsState state, GrantCommand command, Act act, Grant grant, DateOnly today, DateTimeOffset now)
    {
        var entry = Journal.Note(command, act, grant.Span.From, today, now) with { Number = state.Entries.Count + 1, Version = state.Version + 1, Late = false, Subject = grant.Id, Other = grant.Who, Until = grant.Span.To, Text = command.Reason ?? $"{grant.Role}" };
        return state with { Version = state.Version + 1, Entries = [.. state.Entries, entry] };
    }

    private static string ByOf(GrantCommand command) => command.Caller?.Subject ?? command.Actor.Code;

    private static GridRuleException Refused(Rule rule, string chinese, string english, string field) => new(rule, chinese, english, field);
}
