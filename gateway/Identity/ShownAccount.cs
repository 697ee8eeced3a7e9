using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>账号：谁可以登录 / An account: who may sign in</summary>
[Name("Account")]
public sealed class ShownAccount(Account account)
{
    /// <summary>账号名 / Its name</summary>
    public string Name => account.Name;

    /// <summary>授权所指的主体 / The subject that grants name</summary>
    public string Subject => account.Subject;

    /// <summary>三员职责：SystemAdministrator、SecurityAdministrator 或 Auditor；其他账号没有 / Which of the three administrators it is; none for any other account</summary>
    public string? Duty => account.Duty?.ToString();

    /// <summary>所属人员的编码；不属于在册人员的没有 / The code of the person to whom it belongs; none where it is nobody's on record</summary>
    public string? Person => account.Person is { } person ? $"{account.Grid}/{person}" : null;

    /// <summary>在何处登录；在本系统登录的没有 / Where it signs in; none where that is here</summary>
    public string? Issuer => account.Issuer;

    /// <summary>是否已锁定 / Whether it is locked</summary>
    public bool Locked => account.Locked;

    /// <summary>是否已关闭 / Whether it is closed</summary>
    public bool Closed => account.Closed;

    /// <summary>是否待安全管理员批准，批准之前不能登录 / Whether it waits for a security administrator to approve it; before then nobody comes in by it</summary>
    public bool AwaitsApproval => account.ProposedBy is not null;

    /// <summary>开立时间 / When it was made</summary>
    public DateTimeOffset Created => account.Created;

    /// <summary>由谁开立 / The subject who had it made</summary>
    public string CreatedBy => account.CreatedBy;
}

/// <summary>服务账号：以密钥调用本系统的其他系统 / A service account: another system that calls with a key</summary>
[Name("ServiceAccount")]
public sealed class ShownServiceAccount(ServiceAccount account, DateTimeOffset now)
{
    /// <summary>编号，也写在密钥之中 / Its id, which stands in its keys as well</summary>
    public string Code => account.Id;

    /// <summary>名称 / Its name</summary>
    public string Name => account.Name;

    /// <summary>授权所指的主体 / The subject that grants name</summary>
    public string Subject => account.Subject;

    /// <summary>拟任角色；能做什么由授权决定 / The role that it is meant for; what it may do follows from grants</summary>
    public string Role => account.Role;

    /// <summary>拟任范围：单位、职能线或岗位 / Over what the role is meant: a unit, a line or a post</summary>
    public string? Over => account.Over;

    /// <summary>密钥，先发的在前；密钥本身不保存 / Its keys, the oldest first; the keys themselves are not kept</summary>
    public IEnumerable<ShownKey> Keys => account.Keys.Select(key => new ShownKey(key, now));
}

/// <summary>一个密钥的记录 / What is on record of a key</summary>
[Name("ServiceKey")]
public sealed class ShownKey(ServiceKey key, DateTimeOffset now)
{
    /// <summary>在其账号中的序号 / Its number in its account</summary>
    public int Number => key.Number;

    /// <summary>现在是否有效 / Whether it opens anything now</summary>
    public bool Live => key.IsLive(now);

    /// <summary>是否待安全管理员批准，批准之前不起作用 / Whether it waits for a security administrator to approve it; before then it opens nothing</summary>
    public bool AwaitsApproval => key.IsProposed;

    /// <summary>发放时间 / When it was made</summary>
    public DateTimeOffset Created => key.Created;

    /// <summary>由谁发放 / The subject who had it made</summary>
    public string CreatedBy => key.CreatedBy;

    /// <summary>失效时间 / From when on it opens nothing</summary>
    public DateTimeOffset Expires => key.Expires;

    /// <summary>撤销时间；未撤销的没有 / When it was ended; none where it was not</summary>
    public DateTimeOffset? Revoked => key.Revoked;

    /// <summary>最近使用之日 / The last day on which it was used</summary>
    public DateOnly? LastUsed => key.LastUsed;
}
