using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一项授权：一段有期限、有依据的关系，由一人提出、另一人批准 / A grant: a dated edge on a paper, proposed by one and approved by another</summary>
[Name("Grant")]
public sealed class ShownGrant(string row, Grant grant)
{
    /// <summary>标识 / The id</summary>
    [Id]
    public string Id => $"{row}/{grant.Id}";

    /// <summary>授予谁 / Whom it is for</summary>
    public string Who => grant.Who;

    /// <summary>角色 / The role</summary>
    public Role Role => grant.Role;

    /// <summary>角色，中文 / The role, in Chinese</summary>
    public string RoleLabel => Labels.Of(grant.Role);

    /// <summary>覆盖哪个单位及其下级；代岗位者为岗位编码；为空即全网格 / Over which unit's subtree, of one that acts for a post the post; null for the whole grid</summary>
    public string? Over => grant.Over;

    /// <summary>职能线 / The functional line</summary>
    public string? Line => grant.Line;

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly? From => grant.Span.From == DateOnly.MinValue ? null : grant.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? To => grant.Span.To;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => grant.Paper;

    /// <summary>由谁提出 / Who proposed it</summary>
    public string ProposedBy => grant.ProposedBy;

    /// <summary>何时提出 / When it was proposed</summary>
    public DateTimeOffset Proposed => grant.Proposed;

    /// <summary>由谁批准；未批准时为空，不起作用 / Who approved it; null and without effect until somebody does</summary>
    public string? ApprovedBy => grant.ApprovedBy;

    /// <summary>何时批准 / When it was approved</summary>
    public DateTimeOffset? Approved => grant.Approved;

    /// <summary>由谁终止或撤回 / Who ended or withdrew it</summary>
    public string? EndedBy => grant.EndedBy;

    /// <summary>何时终止或撤回 / When it was ended or withdrawn</summary>
    public DateTimeOffset? Ended => grant.Ended;
}
