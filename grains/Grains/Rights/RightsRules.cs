using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>What grants and fills come to: the rights of somebody over the units of a tree.</summary>
internal static class RightsRules
{
    /// <summary>What each role may do, over whatever its grant is over.</summary>
    public static readonly FrozenDictionary<Role, Right[]> Rights = new Dictionary<Role, Right[]>
    {
        [Role.Office] = [Right.Read],
        [Role.Issuer] = [Right.Read, Right.Issue, Right.ProposeGrants, Right.EndGrants],
        [Role.Clerk] = [Right.Read, Right.Keep, Right.OwnItems],
        [Role.Holder] = [],
        [Role.Discipline] = [Right.Read, Right.ReadRestricted, Right.Inspect],
        [Role.Functional] = [],
        [Role.Inspector] = [Right.Read],
        [Role.SystemAdministrator] = [Right.ManageAccounts, Right.ProposeGrants, Right.EndGrants],
        [Role.SecurityAdministrator] = [Right.ApproveGrants, Right.EndGrants],
        [Role.Auditor] = [Right.ReadRecord],
    }.ToFrozenDictionary();

    /// <summary>Whether a role is one of the three separated duties of operation.</summary>
    public static bool IsAdministrator(Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.Auditor;

    /// <summary>The names that grants of a caller hang on in a grid: the subject, the person, and the posts held that day. A code is somebody else's in another grid.</summary>
    public static HashSet<string> NamesOf(Principal principal, string grid, IEnumerable<PostEntry> held) =>
        [principal.Subject, .. PersonOf(principal, grid) is { } person ? [$"person:{person}"] : (string[])[], .. held.Select(post => $"post:{post.Code}")];

    /// <summary>The person that a caller is in a grid; nobody in all but their own.</summary>
    public static string? PersonOf(Principal principal, string grid) => principal.Grid == grid ? principal.Person : null;

    /// <summary>
    /// What somebody sees and may do by the grants in force and the posts held, on a tree. Whoever has one of the three separated duties has
    /// nothing beside it, and whoever has two of them has nothing at all: so says the tree even where somebody slipped a grant past its rules.
    /// </summary>
    public static Sight SightOf(IReadOnlyCollection<Grant> inForce, IReadOnlyCollection<PostEntry> held, string? person, Outline outline, Sight? today = null)
    {
        var duties = inForce.Select(grant => grant.Role).Where(IsAdministrator).Distinct().ToList();
        if (duties.Count > 0) return duties is [var only] ? new Sight(outline, Rights[only].ToDictionary(right => right, _ => Scope.All)) : Sight.Nothing;

        List<PostEntry> posts = [.. held.Concat(inForce.Where(grant => grant.Role is Role.Holder).Select(grant => outline.Post(grant.Over ?? "")).OfType<PostEntry>()).DistinctBy(post => post.Code)];
        Dictionary<Right, Scope> scopes = [];
        Dictionary<string, Scope> lines = [];
        foreach (var grant in inForce)
        {
            foreach (var right in Rights[grant.Role]) Add(scopes, right, ScopeOf(grant, outline));
            if (grant is { Role: Role.Functional, Line: { } line }) Add(lines, line, ScopeOf(grant, outline));
            if (grant.Role is Role.Issuer) Add(scopes, Right.Keep, Scope.Of(RootBureau(outline)));
            if (grant.Role is Role.Issuer) Add(scopes, Right.OwnItems, Scope.Of(RootBureau(outline)));
        }

        if (posts.Count > 0)
        {
            Add(scopes, Right.Read, Scope.Of(posts.Select(post => post.Unit)));
            Add(scopes, Right.OwnItems, Scope.Of(posts.Select(post => post.Unit)));
        }

        // Before a grid is founded there is no tree, only what is over all of it.
        return new Sight(outline.Structure.Version == 0 ? null : outline, scopes, lines, posts.Select(post => post.Code), person) { Today = today };
    }

    private static Scope ScopeOf(Grant grant, Outline outline) =>
        grant.Over is not { } over || over == outline.Root ? Scope.All
        : outline.Structure.Version == 0 || outline.Find(over) is null ? Scope.None
        : Scope.Of(outline.Preorder(over));

    private static IEnumerable<string> RootBureau(Outline outline) => outline.Structure.Version == 0 ? [] : Survey.Members(outline, outline.Root);

    private static void Add<T>(Dictionary<T, Scope> scopes, T key, Scope scope) where T : notnull =>
        scopes[key] = scopes.TryGetValue(key, out var known) ? known.And(scope) : scope;
}

/// <summary>Over which units: a set of their codes, so that 3301 is never taken for the top of 33011; or over all there are.</summary>
internal sealed class Scope
{
    public static readonly Scope None = new([], false), All = new([], true);

    private readonly FrozenSet<string> _units;

    private Scope(IEnumerable<string> units, bool isAll) => (_units, IsAll) = (units.ToFrozenSet(), isAll);

    public bool IsAll { get; }

    public IEnumerable<string> Units => _units;

    public bool IsEmpty => !IsAll && _units.Count == 0;

    public static Scope Of(IEnumerable<string> units) => new(units, false);

    public bool Contains(string unit) => IsAll || _units.Contains(unit);

    public Scope And(Scope other) => IsAll || other.IsAll ? All : Of(_units.Concat(other._units));
}
