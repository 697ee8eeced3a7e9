using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>Every mutation with an input about county A that the rules refuse wherever the rights let it pass, and who gets as far as the rules.</summary>
internal static class MutationTable
{
    private static readonly string[] Clerk = ["clerk"], Issuer = ["issuer"], Handlers = ["clerk", "holder", "issuer"], Discipline = ["discipline", "discipline:A"], Nobody = [];

    private static readonly string Started = GlobalId.Of("Inspection", $"{SmallGrid.City}/110/{InspectionRules.NameOf("110", "110-now")}");

    private static readonly object NoProblem = new { key = new { unit = "110", number = 99 } };

    /// <summary>The id of an action that is not there, in a county.</summary>
    public static string ActionIn(string county) => GlobalId.Of("SupervisionAction", $"{SmallGrid.City}/{county}/99");

    public static readonly Dictionary<string, (object Input, string[] May)> All = new()
    {
        ["createUnit"] = (new { code = "110", name = "重复", parent = "110", kind = "BRANCH" }, Clerk),
        ["moveUnit"] = (new { unit = "110", parent = "110" }, Nobody),
        ["mergeUnits"] = (new { from = "110", into = "110" }, Issuer),
        ["closeUnit"] = (new { unit = "110" }, Issuer),
        ["issueInterview"] = (new { unit = "110" }, Issuer),
        ["createPost"] = (new { unit = "110", code = "110-1", title = "重复", layer = "主要负责人" }, Clerk),
        ["closePost"] = (new { post = "110-1", on = "2026-12-31" }, Clerk),
        ["createPerson"] = (new { code = "P110-1", name = "重复", home = "110" }, Clerk),
        ["appoint"] = (new { post = "110-1", person = "P110-1", from = "2026-03-01" }, Clerk),
        ["vacate"] = (new { post = "110-1", person = "P110-1", on = "2020-01-01" }, Clerk),
        ["signHandover"] = (new { post = "110-1", person = "nobody" }, Handlers),
        ["correctFill"] = (new { post = "110-1", person = "P110-1", from = "2020-01-01", correct = new { } }, Clerk),
        ["link"] = (new { kind = "CHECKS", subject = "110-1", target = "110" }, Clerk),
        ["endLink"] = (new { kind = "CHECKS", subject = "110-1", target = "110" }, Clerk),
        ["assignLine"] = (new { unit = "110", line = "日常" }, Issuer),
        ["draftList"] = (new { list = "2026", duties = Array.Empty<object>() }, Issuer),
        ["issueList"] = (new { list = "1999" }, Issuer),
        ["acceptItem"] = (new { item = TwoCounties.Item("110-1") }, Handlers),
        ["disputeItem"] = (new { item = TwoCounties.Item("110-1"), reason = "不属本岗" }, Handlers),
        ["resolveDispute"] = (new { item = TwoCounties.Item("110-1"), upheld = true, reason = "属本岗" }, Handlers),
        ["reportItem"] = (new { item = TwoCounties.Item("110-1"), text = "进展", expectedVersion = 99 }, Handlers),
        ["submitItem"] = (new { item = TwoCounties.Item("110-1"), expectedVersion = 99 }, Handlers),
        ["closeItem"] = (new { item = TwoCounties.Item("110-1") }, Handlers),
        ["returnItem"] = (new { item = TwoCounties.Item("110-1"), reason = "不全" }, Handlers),
        ["extendItem"] = (new { item = TwoCounties.Item("110-1"), dueOn = "2027-01-31", reason = "未完", expectedVersion = 99 }, Handlers),
        ["refineItem"] = (new { item = TwoCounties.Item("110-1"), post = "110-1", measure = "先排查", expectedVersion = 99 }, Handlers),
        ["addAssist"] = (new { item = TwoCounties.Item("110-1"), post = "110-1", expectedVersion = 99 }, Handlers),
        ["endAssist"] = (new { item = TwoCounties.Item("110-1"), post = "110-1", expectedVersion = 99 }, Handlers),
        ["logReminder"] = (new { item = TwoCounties.Item("110-1"), text = "催办", expectedVersion = 99 }, Handlers),
        ["recordAction"] = (new { kind = "INSPECT", clean = true, targets = new[] { new { post = "110-1" } } }, Handlers),
        ["correctAction"] = (new { action = ActionIn("110"), reason = "写错了" }, Handlers),
        ["decideFlag"] = (new { flag = TwoCounties.FlagOf("110"), stance = "UPHOLD", reason = "" }, Handlers),
        ["recordMeasure"] = (new { person = "P110-1", kind = "TALK", basis = "" }, Discipline),
        ["planInspection"] = (new { unit = "110", startsOn = "2020-01-01", scope = "值班" }, Discipline),
        ["startInspection"] = (new { inspection = Started }, Discipline),
        ["recordFinding"] = (new { inspection = Started, text = "" }, Discipline),
        ["reportProblem"] = (new { unit = "110", text = "", category = "学风" }, Handlers),
        ["claimProblem"] = (new { problem = NoProblem, person = "110-1", dueOn = "2026-12-31", track = "IMMEDIATE" }, Handlers),
        ["disputeProblem"] = (new { problem = NoProblem, reason = "不属实" }, Handlers),
        ["assignProblem"] = (new { problem = NoProblem, person = "110-1", dueOn = "2026-12-31", track = "IMMEDIATE" }, Handlers),
        ["rectify"] = (new { problem = NoProblem, text = "已改" }, Handlers),
        ["submitRectification"] = (new { problem = NoProblem }, Handlers),
        ["returnRectification"] = (new { problem = NoProblem, reason = "不全" }, Handlers),
        ["closeProblem"] = (new { problem = NoProblem, text = "已核查" }, Handlers),
        ["refer"] = (new { action = new { unit = "110", number = 99 }, to = "110", dueOn = "2026-12-31" }, Handlers),
        ["answerReferral"] = (new { referral = new { key = new { to = "110", number = 99 } }, accepted = true }, Handlers),
        ["createAccount"] = (new { account = "!" }, ["sysadmin"]),
        ["lockAccount"] = (new { account = "nobody" }, ["sysadmin"]),
        ["resetAccount"] = (new { account = "nobody" }, ["sysadmin"]),
        ["closeAccount"] = (new { account = "nobody" }, ["sysadmin"]),
        ["createKey"] = (new { account = "nobody", expires = "2027-01-01T00:00:00Z" }, ["sysadmin"]),
        ["revokeKey"] = (new { account = "nobody" }, ["sysadmin"]),
        ["approveAccount"] = (new { account = "nobody" }, ["secadmin"]),
        ["approveKey"] = (new { account = "nobody", key = 1 }, ["secadmin"]),
        ["proposeGrant"] = (new { who = "nobody", role = "OFFICE" }, ["issuer", "sysadmin"]),
        ["approveGrant"] = (new { grant = $"{SmallGrid.City}/none" }, ["secadmin"]),
        ["endGrant"] = (new { grant = $"{SmallGrid.City}/none" }, ["issuer", "sysadmin", "secadmin"]),
    };

    /// <summary>In whose name each role acts, where it does.</summary>
    public static string? ActorOf(string role) => role switch
    {
        "clerk" => "110-1",
        "issuer" => "100-1",
        "office" or "inspector" or "functional" => "110-1",
        _ => null,
    };
}
