using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Commands on what is seen in a unit: its actions and its problems are subjects of their own, numbered from 1, and so are the steps of each problem.</summary>
internal sealed partial record Command
{
    // Whatever is due is due after the longest run.
    private static string InFiveDays => $"{DateTime.UtcNow.AddDays(5):yyyy-MM-dd}";

    private const string OfActions = "actions/", OfProblems = "problems/", OfProblem = "problem/", OfReferral = "referral/", OfAnswer = "answer/", OfSignature = "signed/";

    /// <summary>The subject of a unit's actions.</summary>
    public static string ActionsOf(string unit) => $"{OfActions}{unit}";

    /// <summary>The subject of a unit's problems.</summary>
    public static string ProblemsOf(string unit) => $"{OfProblems}{unit}";

    /// <summary>The subject of the steps of one problem.</summary>
    public static string StepsOf(string unit, int number) => $"{OfProblem}{unit}/{number}";

    /// <summary>The subject of a finding that is referred: it is referred once.</summary>
    public static string ReferralOf(string unit, int action) => $"{OfReferral}{unit}/{action}";

    /// <summary>The subject of what is answered to a referral.</summary>
    public static string AnswerOf(int number) => $"{OfAnswer}{number}";

    /// <summary>The subject of a signature under a hand-over, which is also what stands in its place of an id.</summary>
    public static string SignatureOf(string paper, string side) => $"{OfSignature}{paper}/{side}";

    /// <summary>The head of the city, or of its department, looks at something in a unit.</summary>
    public static Command Look(string unit, object target, string id, bool isClean, string actor = CityWorkbook.Checker) => new(id, "recordAction", ActionsOf(unit), actor, new()
    {
        ["commandId"] = id, ["targets"] = new[] { target }, ["kind"] = "INSPECT", ["clean"] = isClean, ["text"] = id,
    });

    /// <summary>The head of the city reports a problem of a unit.</summary>
    public static Command Report(string unit, string id) => new(id, "reportProblem", ProblemsOf(unit), CityWorkbook.Checker, new()
    {
        ["commandId"] = id, ["unit"] = unit, ["text"] = id, ["category"] = "工作作风",
    });

    /// <summary>The head of the unit claims it.</summary>
    public static Command Claim(string unit, int number, string id) => On(unit, number, "claimProblem", id)
        .With("person", $"{unit}-00").With("dueOn", InFiveDays).With("track", "IMMEDIATE");

    /// <summary>The head of the unit says that it is none.</summary>
    public static Command Dispute(string unit, int number, string id) => On(unit, number, "disputeProblem", id, "reason");

    /// <summary>The head of the city gives it to the head of the unit.</summary>
    public static Command Assign(string unit, int number, string id) => On(unit, number, "assignProblem", id, "reason")
        .With("person", $"{unit}-00").With("dueOn", InFiveDays).With("track", "IMMEDIATE") with { Actor = CityWorkbook.Checker };

    /// <summary>The head of the unit does something about it.</summary>
    public static Command Rectify(string unit, int number, string id) => On(unit, number, "rectify", id);

    /// <summary>The head of the unit says that it is put right.</summary>
    public static Command Submit(string unit, int number, string id) => On(unit, number, "submitRectification", id).With("rootCause", "无人接续").With("lastingMeasure", "交接清单");

    /// <summary>The head of the city finds that it is not put right.</summary>
    public static Command Return(string unit, int number, string id) => On(unit, number, "returnRectification", id, "reason") with { Actor = CityWorkbook.Checker };

    /// <summary>The head of the city checks it.</summary>
    public static Command Close(string unit, int number, string id) => On(unit, number, "closeProblem", id) with { Actor = CityWorkbook.Checker };

    /// <summary>Whoever found something refers it to the department.</summary>
    public static Command Refer(string unit, int action, string id, string actor) => new(id, "refer", ReferralOf(unit, action), actor, new()
    {
        ["commandId"] = id, ["action"] = new { unit, number = action }, ["to"] = CityWorkbook.Cadres, ["dueOn"] = InFiveDays, ["text"] = id,
    });

    /// <summary>The head of the department accepts a referral.</summary>
    public static Command Answer(int number, string id) => new(id, "answerReferral", AnswerOf(number), $"{CityWorkbook.Cadres}-00", new()
    {
        ["commandId"] = id, ["referral"] = new { key = new { to = CityWorkbook.Cadres, number } }, ["accepted"] = true, ["reason"] = id,
    });

    /// <summary>Somebody leaves a post, and says of each of its items under way what becomes of it; the paper names the command.</summary>
    public static Command Leave(string post, string id, string person, DateOnly day, IEnumerable<object> disposals) =>
        new Command(id, "vacate", post, CityWorkbook.Checker, new()
        {
            ["commandId"] = id, ["post"] = post, ["person"] = person, ["reason"] = id, ["on"] = $"{day:yyyy-MM-dd}", ["paper"] = id, ["disposals"] = disposals.ToArray(),
        });

    /// <summary>One side signs the hand-over of that paper.</summary>
    public static Command Sign(string post, string person, string paper, string side, string actor) => new(SignatureOf(paper, side), "signHandover", SignatureOf(paper, side), actor, new()
    {
        ["commandId"] = SignatureOf(paper, side), ["post"] = post, ["person"] = person,
    });

    private static Command On(string unit, int number, string kind, string id, string words = "text") => new(id, kind, StepsOf(unit, number), $"{unit}-00", new()
    {
        ["commandId"] = id, ["problem"] = new { key = new { unit, number } }, [words] = id,
    });

    /// <summary>What of the changed object is asked for, to see which version the command made.</summary>
    private string Changed => Subject switch
    {
        _ when Subject.StartsWith(OfActions, StringComparison.Ordinal) => "action { id number }",
        _ when Subject.StartsWith(OfAction, StringComparison.Ordinal) => "action { version }",
        _ when Subject.StartsWith(OfFlag, StringComparison.Ordinal) => "flag { decisions { reason } }",
        _ when Subject.StartsWith(OfLine, StringComparison.Ordinal) => "entry { version }",
        _ when Subject.StartsWith(OfInterviews, StringComparison.Ordinal) => "interview { number }",
        _ when Subject.StartsWith(OfProblem, StringComparison.Ordinal) || Subject.StartsWith(OfProblems, StringComparison.Ordinal) => "problem { number history { version text } }",
        _ when Subject.StartsWith(OfReferral, StringComparison.Ordinal) || Subject.StartsWith(OfAnswer, StringComparison.Ordinal) => "referral { number history { text } }",
        _ when Subject.StartsWith(OfSignature, StringComparison.Ordinal) => "handover { paper }",
        _ when Subject.Contains('@') => "item { state version } entry { version }",
        _ => "post { version } entry { version }",
    };

    /// <summary>The version that it made, by what was answered.</summary>
    private int? MadeIn(JsonElement payload)
    {
        if (payload.TryGetProperty("action", out var action)) return action.GetProperty(Kind is "correctAction" ? "version" : "number").GetInt32();
        if (payload.TryGetProperty("interview", out var interview)) return interview.GetProperty("number").GetInt32();
        // The flag is shown with everything that was said of it.
        if (payload.TryGetProperty("flag", out var flag))
            return flag.GetProperty("decisions").EnumerateArray().Index().Where(decision => decision.Item.GetProperty("reason").GetString() == Id).Select(decision => (int?)decision.Index + 1).FirstOrDefault();
        if (payload.TryGetProperty("entry", out var entry)) return entry is { ValueKind: JsonValueKind.Object } ? entry.GetProperty("version").GetInt32() : null;
        // A finding is referred once, a referral answered once, a side signs once.
        if (payload.TryGetProperty("referral", out var referral)) return referral.GetProperty("history").EnumerateArray().Any(step => step.GetProperty("text").GetString() == Id) ? 1 : null;
        if (payload.TryGetProperty("handover", out var handover)) return handover is { ValueKind: JsonValueKind.Object } ? 1 : null;
        var problem = payload.GetProperty("problem");
        // The problem is shown as it is now; of its steps this command made one.
        return Kind is "reportProblem"
            ? problem.GetProperty("number").GetInt32()
            : problem.GetProperty("history").EnumerateArray().Where(step => IdIn(step.GetProperty("text").GetString()) == Id).Select(step => (int?)step.GetProperty("version").GetInt32()).FirstOrDefault();
    }

    /// <summary>The id in the words of a step: what else was said stands below it.</summary>
    public static string? IdIn(string? words) => words?.Split('\n')[0];
}
