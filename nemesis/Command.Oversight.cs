using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Commands on what is seen in a unit: its actions and its problems are subjects of their own, numbered from 1, and so are the steps of each problem.</summary>
internal sealed partial record Command
{
    private const string OfActions = "actions/", OfProblems = "problems/", OfProblem = "problem/";

    /// <summary>The subject of a unit's actions.</summary>
    public static string ActionsOf(string unit) => $"{OfActions}{unit}";

    /// <summary>The subject of a unit's problems.</summary>
    public static string ProblemsOf(string unit) => $"{OfProblems}{unit}";

    /// <summary>The subject of the steps of one problem.</summary>
    public static string StepsOf(string unit, int number) => $"{OfProblem}{unit}/{number}";

    /// <summary>The head of the city looks at something in a unit.</summary>
    public static Command Look(string unit, object target, string id, bool isClean) => new(id, "recordAction", ActionsOf(unit), CityWorkbook.Checker, new()
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
        .With("person", $"{unit}-00").With("dueOn", $"{DateTime.UtcNow.AddDays(5):yyyy-MM-dd}").With("track", "IMMEDIATE");

    /// <summary>The head of the unit does something about it.</summary>
    public static Command Rectify(string unit, int number, string id) => On(unit, number, "rectify", id);

    private static Command On(string unit, int number, string kind, string id) => new(id, kind, StepsOf(unit, number), $"{unit}-00", new()
    {
        ["commandId"] = id, ["problem"] = new { key = new { unit, number } }, ["text"] = id,
    });

    /// <summary>What of the changed object is asked for, to see which version the command made.</summary>
    private string Changed => Subject switch
    {
        _ when Subject.StartsWith(OfActions, StringComparison.Ordinal) => "action { number }",
        _ when Subject.StartsWith(OfProblem, StringComparison.Ordinal) || Subject.StartsWith(OfProblems, StringComparison.Ordinal) => "problem { number history { version text } }",
        _ when Subject.Contains('@') => "item { state version } entry { version }",
        _ => "post { version } entry { version }",
    };

    /// <summary>The version that it made, by what was answered.</summary>
    private int? MadeIn(JsonElement payload)
    {
        if (payload.TryGetProperty("action", out var action)) return action.GetProperty("number").GetInt32();
        if (payload.TryGetProperty("entry", out var entry)) return entry is { ValueKind: JsonValueKind.Object } ? entry.GetProperty("version").GetInt32() : null;
        var problem = payload.GetProperty("problem");
        // The problem is shown as it is now; of its steps this command made one.
        return Kind is "reportProblem"
            ? problem.GetProperty("number").GetInt32()
            : problem.GetProperty("history").EnumerateArray().Where(step => step.GetProperty("text").GetString() == Id).Select(step => (int?)step.GetProperty("version").GetInt32()).FirstOrDefault();
    }
}
