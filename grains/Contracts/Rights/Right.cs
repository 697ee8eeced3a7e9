namespace ResponsibilityGrid;

/// <summary>权限 / What somebody may do; over which units follows from grants and fills.</summary>
[GenerateSerializer]
public enum Right
{
    /// <summary>系统 / What only the program itself does, under a pass that a silo or gateway signed for itself.</summary>
    System,

    /// <summary>登录 / What everybody may who is known.</summary>
    SignedIn,

    /// <summary>查看 / To read units, posts, holders and items.</summary>
    Read,

    /// <summary>办理本岗事项 / To handle the items of one's own posts.</summary>
    OwnItems,

    /// <summary>维护 / To change the structure and the items of units.</summary>
    Keep,

    /// <summary>下发 / To import workbooks, to draft and to issue lists.</summary>
    Issue,

    /// <summary>查看限制信息 / To read restricted facts.</summary>
    ReadRestricted,

    /// <summary>检查 / To plan and to see inspections that are not announced.</summary>
    Inspect,

    /// <summary>管理账号 / To manage accounts and keys.</summary>
    ManageAccounts,

    /// <summary>提出授权 / To propose grants.</summary>
    ProposeGrants,

    /// <summary>批准授权 / To approve grants that somebody else proposed.</summary>
    ApproveGrants,

    /// <summary>终止授权 / To end grants.</summary>
    EndGrants,

    /// <summary>查看审计记录 / To read the record of who did and read what.</summary>
    ReadRecord,
}

/// <summary>Over what a right is needed.</summary>
public enum Over
{
    /// <summary>Over the whole grid in the grain's key.</summary>
    Grid,

    /// <summary>Over the unit in the grain's key.</summary>
    Unit,

    /// <summary>Over anything: the grain itself narrows its answer to what the caller sees, or decides where the command takes effect.</summary>
    Sight,
}

/// <summary>The right that a caller needs for a method. A method that declares none is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right, Over over = Over.Grid) : Attribute
{
    public Right Right => right;

    public Over Over => over;
}
