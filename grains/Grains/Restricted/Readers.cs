namespace ResponsibilityGrid;

/// <summary>Who calls now, as far as restricted facts go.</summary>
internal sealed class Readers(PassKeys keys)
{
    public ValueTask<Reader> Current(string grid)
    {
        var principal = Pass.Current is { } pass ? Pass.Read(keys, pass) : null;
        return ValueTask.FromResult(new Reader(principal ?? new Principal(), (_, _) => principal is { IsSystem: true }));
    }
}

/// <summary>What rights are called in a sentence.</summary>
internal static class RightLabels
{
    public static string Of(Right right) => right switch
    {
        Right.ReadRestricted => "查看限制信息",
        Right.Inspect => "检查",
        Right.ReadRecord => "查看审计记录",
        _ => right.ToString(),
    };

    public static string InEnglish(Right right) => right switch
    {
        Right.ReadRestricted => "read restricted facts",
        Right.Inspect => "plan inspections",
        Right.ReadRecord => "read the record",
        _ => right.ToString(),
    };
}
