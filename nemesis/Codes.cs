namespace ResponsibilityGrid.Nemesis;

/// <summary>What a code tells a caller of its command.</summary>
internal static class Codes
{
    /// <summary>The codes that the API names. <see cref="GridHttp.NoAnswer"/> is a gateway that died; <see cref="GridHttp.Hung"/> is not among them.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>(
    [
        "REFUSED", "NOT_FOUND", "CONFLICT", "BAD_USER_INPUT", "UNAVAILABLE", "UNAUTHENTICATED", "FORBIDDEN", "COST_EXCEEDED", "DEPTH_EXCEEDED",
        "RATE_LIMITED", "TIMEOUT", "OVERLOADED", GridHttp.NoAnswer,
    ]);

    /// <summary>Whether the command may have been carried out all the same.</summary>
    public static bool SaysNothing(string code) => code is "UNAVAILABLE" or "TIMEOUT" or "OVERLOADED" or "INTERNAL" or "NO_CODE" or GridHttp.NoAnswer or GridHttp.Hung;
}
