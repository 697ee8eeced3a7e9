using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>我是谁，凭什么 / Who I am, and by what</summary>
public sealed class Me(string grid, Viewer viewer)
{
    /// <summary>登录的账号（account:）或密钥（key:） / The account ("account:") or key ("key:") that signed in</summary>
    public string Subject => viewer.Subject;

    /// <summary>账号所属的人员 / The person to whom the account belongs</summary>
    public async Task<Person?> Person([FromServices] GrainReads reads) =>
        viewer.Person is { } code && await reads.Person(new Place(grid, code, null)) is { Name.Length: > 0 } known ? new Person(new Place(grid, code, null), known.Name) : null;

    /// <summary>以何岗位或人员的名义办理，来自请求头 Grid-Actor / In the name of which post or person, from the header Grid-Actor</summary>
    public string? Acting => viewer.Acting;

    /// <summary>所任岗位的编码 / The codes of the posts that I sit on or act for</summary>
    public IEnumerable<string> Posts => viewer.Posts;

    /// <summary>今天有效的授权 / The grants in force today</summary>
    public IEnumerable<HeldGrant> Grants => viewer.Grants.Select(held => new HeldGrant(held));
}

/// <summary>一项有效的授权 / A grant in force</summary>
public sealed class HeldGrant(Grant held)
{
    /// <summary>角色 / The role</summary>
    public Role Role => held.Role;

    /// <summary>角色，中文 / The role, in Chinese</summary>
    public string RoleLabel => Labels.Of(held.Role);

    /// <summary>授予谁：账号、密钥、岗位或人员 / To whom: an account, key, post or person</summary>
    public string Who => held.Who;

    /// <summary>覆盖的单位（含下级）或岗位的编码；覆盖整个网格时为空 / The code of the unit with all below it, or of the post; null where it is over the whole grid</summary>
    public string? Over => held.Over;

    /// <summary>职能线 / The functional line</summary>
    public string? Line => held.Line;

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly From => held.Span.From;

    /// <summary>至何日止，含当日；长期时为空 / Up to and including which day; null where it is open</summary>
    public DateOnly? To => held.Span.To;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => held.Paper;
}
