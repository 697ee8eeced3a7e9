namespace ResponsibilityGrid.Gateway;

/// <summary>Which mutations a caller may use in a place, by the names that they have in the schema. Whether the thing's own state allows one is told by the mutation.</summary>
internal static class ViewerRules
{
    private static readonly string[] Keeping = ["appoint", "vacate", "signHandover", "correctFill", "createPost", "closePost", "createUnit", "createPerson", "link", "endLink"];
    private static readonly string[] KeepingAbove = ["moveUnit", "mergeUnits", "closeUnit", "issueInterview", "assignLine"];
    private static readonly string[] Issuing = ["draftList", "issueList"];
    private static readonly string[] Inspecting = ["planInspection", "startInspection", "recordFinding"];
    private static readonly string[] Handling = ["acceptItem", "disputeItem", "reportItem", "submitItem", "extendItem", "refineItem", "addAssist", "endAssist", "logReminder"];
    private static readonly string[] Checking = ["resolveDispute", "closeItem", "returnItem", "extendItem", "logReminder"];
    private static readonly string[] Seating = ["appoint", "vacate", "signHandover", "correctFill"];
    private static readonly string[] Owning = ["reportProblem", "claimProblem", "disputeProblem", "rectify", "submitRectification", "refer", "answerReferral"];
    private static readonly string[] Supervising = ["recordAction", "correctAction"];
    private static readonly string[] Rectifying = ["claimProblem", "disputeProblem", "rectify", "submitRectification", "refer"];
    private static readonly string[] Deciding = ["assignProblem", "returnRectification", "closeProblem"];
    private static readonly string[] Judging = ["decideFlag"];
    private static readonly string[] Correcting = ["correctAction", "refer"];
    private static readonly string[] Answering = ["answerReferral"];
    private static readonly string[] Measuring = ["recordMeasure"];

    public static IEnumerable<string> OfUnit(Reach reach) =>
        When(Keeps(reach), Keeping).Concat(When(Keeps(reach), Owning)).Concat(When(reach.KeepsAbove, KeepingAbove)).Concat(When(reach.Rights.Contains(Right.Issue), Issuing)).Concat(When(reach.Rights.Contains(Right.Inspect), Inspecting)).Concat(When(reach.Supervises, Supervising));

    public static IEnumerable<string> OfPerson(Reach reach) => When(Keeps(reach), Seating).Concat(When(reach.Rights.Contains(Right.ReadRestricted), Measuring));

    public static IEnumerable<string> OfItem(Reach reach) => When(Keeps(reach) || reach.IsOwnPost, Handling).Concat(When(reach.IsAbove, Checking)).Concat(When(reach.Supervises, Supervising)).Distinct();

    public static IEnumerable<string> OfProblem(Reach reach) => When(Keeps(reach) || reach.IsOwnPost, Rectifying).Concat(When(reach.IsAbove, Deciding));

    public static IEnumerable<string> OfInspection(Reach reach) => When(reach.Rights.Contains(Right.Inspect), Inspecting);

    public static IEnumerable<string> OfFlag(Reach reach) => When(Keeps(reach) || reach.IsOwnPost || reach.IsAbove || reach.Supervises, Judging);

    public static IEnumerable<string> OfAction(Reach reach) => When(reach.Supervises || reach.IsOwnPost, Correcting);

    /// <summary>By what may be done in the department, and in the unit that it rose to.</summary>
    public static IEnumerable<string> OfReferral(IEnumerable<Reach> reaches) => When(reaches.Any(reach => Keeps(reach) || reach.Sits), Answering);

    private static bool Keeps(Reach reach) => reach.Rights.Contains(Right.Keep);

    private static string[] When(bool may, string[] names) => may ? names : [];
}
