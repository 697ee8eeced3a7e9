namespace ResponsibilityGrid;

/// <summary>
/// The service accounts that come with the sample workbook and with nothing else: what each is called in the file of <c>./run --key-file</c>,
/// its role and over what. They are granted what stands here and no more.
/// </summary>
public static class SampleKeys
{
    /// <summary>The grid of the sample workbook.</summary>
    public const string Grid = "370700";

    /// <summary>Whose they are, in the order of the file.</summary>
    public static IReadOnlyList<SampleKey> All { get; } =
    [
        new("office", "office", Grid),
        new("issuer", "issuer", Grid),
        new("county:370702", "clerk", "370702"),
        new("county:370703", "clerk", "370703"),
        new("holder:370702001-04", "holder", "370702001-04"),
        new("holder:370703001-04", "holder", "370703001-04"),
        new("discipline", "discipline", Grid),
        new("legal", "functional", "法制"),
        new("inspector", "inspector", Grid),
        new("sysadmin", "sysadmin", null),
        new("secadmin", "secadmin", null),
        new("auditor", "auditor", null),
    ];
}

/// <summary>A service account of the sample.</summary>
/// <param name="Name">What it is called in the file.</param>
/// <param name="Role">The role that it is granted.</param>
/// <param name="Over">The unit or line over which, or the post that it acts for; the whole installation where absent.</param>
public sealed record SampleKey(string Name, string Role, string? Over)
{
    /// <summary>The id of the service account.</summary>
    public string Id { get; } = $"sample-{Name.Replace(':', '-')}";

    /// <summary>Who it is to whoever is asked for permission.</summary>
    public string Subject => $"key:{Id}";
}
