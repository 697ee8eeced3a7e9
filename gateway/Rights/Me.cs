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
    public IEnumerable<ShownGrant> Grants => viewer.Grants.Select(grant => new ShownGrant(grid, grant)).Concat(viewer.Everywhere.Select(grant => new ShownGrant(GridKeys.EveryGrid, grant)));
}
