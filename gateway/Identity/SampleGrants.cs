namespace ResponsibilityGrid.Gateway;

/// <summary>What the sample's service accounts are granted, from the start of the sample on.</summary>
internal static class SampleGrants
{
    public static async Task Enter(IGrainFactory grains, DateTimeOffset now)
    {
        foreach (var row in SampleKeys.All.Select(key => GrantOf(key, now)).GroupBy(grant => RowOf(grant.Role)))
            await grains.GetGrain<IRightsGrain>(GridKeys.Rights(row.Key)).Enter([.. row]);
    }

    /// <summary>The role by the name that service accounts carry.</summary>
    public static Role RoleOf(string name) => name switch
    {
        "office" => Role.Office,
        "issuer" => Role.Issuer,
        "clerk" => Role.Clerk,
        "holder" => Role.Holder,
        "discipline" => Role.Discipline,
        "functional" => Role.Functional,
        "inspector" => Role.Inspector,
        "sysadmin" => Role.SystemAdministrator,
        "secadmin" => Role.SecurityAdministrator,
        "auditor" => Role.Auditor,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such role."),
    };

    /// <summary>The separated duties are of the installation, whatever grids it holds.</summary>
    public static string RowOf(Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.Auditor ? GridKeys.EveryGrid : SampleKeys.Grid;

    private static Grant GrantOf(SampleKey key, DateTimeOffset now)
    {
        var role = RoleOf(key.Role);
        return Grant.AtStart(key.Subject, role, role is Role.Functional || key.Over == SampleKeys.Grid ? null : key.Over, role is Role.Functional ? key.Over : null, now);
    }
}
