namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Issues the list anew with one duty changed, so that it cascades through all units.</summary>
internal static class Cascades
{
    /// <summary>Issues the list as it was imported.</summary>
    public static Task First(GridHttp grid) => Done(grid, "issueList", "IssueListInput", new { list = CityWorkbook.List, commandId = "issue-first" });

    /// <summary>Drafts and issues; the number of the version.</summary>
    public static async Task<int> Issue(GridHttp grid, Random random)
    {
        // A duty that nobody works on: what changed asks for acceptance again.
        var number = random.Next(40, 64);
        var duty = new
        {
            code = $"{CityWorkbook.List}-S{number:00}", aspect = $"方面{number % 8}", title = $"第{number}项责任的落实，{random.Next():x}", layer = "岗位", levels = new[] { 4 },
            standard = "按期办结", evidence = "台账", dueOn = CityWorkbook.Due(number), refines = $"{CityWorkbook.List}-H{number:00}",
        };
        await Done(grid, "draftList", "DraftListInput", new { list = CityWorkbook.List, duties = new[] { duty }, newVersion = true, commandId = $"draft-{random.Next()}" });
        return await Done(grid, "issueList", "IssueListInput", new { list = CityWorkbook.List, commandId = $"issue-{random.Next()}" });
    }

    private static async Task<int> Done(GridHttp grid, string mutation, string type, object input)
    {
        var payload = (await grid.Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ version userErrors {{ code message }} }} }}", new { input }, CityWorkbook.Checker)).GetProperty(mutation);
        if (payload.GetProperty("userErrors").GetArrayLength() > 0) throw new InvalidOperationException($"{mutation} was refused: {payload.GetProperty("userErrors")}");
        return payload.GetProperty("version").GetInt32();
    }
}
