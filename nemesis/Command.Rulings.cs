namespace ResponsibilityGrid.Nemesis;

/// <summary>Commands that say how something stands from then on: a dispute, a look that was wrong, a flag, a unit's line, who is called in.</summary>
internal sealed partial record Command
{
    private const string OfAction = "action/", OfFlag = "flag/", OfLine = "line/", OfInterviews = "interviews/";

    /// <summary>The subject of the corrections of one action, by its global id.</summary>
    public static string CorrectionsOf(string action) => $"{OfAction}{action}";

    /// <summary>The global id of the action that a subject is about; none of other subjects.</summary>
    public static string? ActionOf(string subject) => subject.StartsWith(OfAction, StringComparison.Ordinal) ? subject[OfAction.Length..] : null;

    /// <summary>The subject of what is said of a flag, by its global id.</summary>
    public static string DecisionsOn(string flag) => $"{OfFlag}{flag}";

    /// <summary>The subject of a unit's supervision line.</summary>
    public static string LineOf(string unit) => $"{OfLine}{unit}";

    /// <summary>The subject of a unit's interviews, numbered from 1.</summary>
    public static string InterviewsOf(string unit) => $"{OfInterviews}{unit}";

    /// <summary>The head of the city resolves a dispute.</summary>
    public static Command Resolve(Item item, string id, bool isUpheld) => On(item, "resolveDispute", id, CityWorkbook.Checker).With("upheld", isUpheld);

    /// <summary>Whoever looked says what was really seen, or that nobody looked.</summary>
    public static Command Correct(string action, string id, string actor, bool isClean, bool isWithdrawn) => new(id, "correctAction", CorrectionsOf(action), actor, new()
    {
        ["commandId"] = id, ["action"] = action, ["reason"] = id, ["text"] = id, ["clean"] = isClean, ["withdrawn"] = isWithdrawn,
    });

    /// <summary>A look of the department in the words of another one: two of them are a flag.</summary>
    public static Command Copy(string unit, string id, string words) => Look(unit, new { unit }, id, isClean: true, $"{CityWorkbook.Legal}-00").With("text", $"{id}\n{words}");

    /// <summary>The department that wrote the records disputes a flag; the other one upholds or dismisses it.</summary>
    public static Command Decide(string flag, string stance, string id) => new(id, "decideFlag", DecisionsOn(flag), $"{(stance is "DISPUTE" ? CityWorkbook.Legal : CityWorkbook.Cadres)}-00", new()
    {
        ["commandId"] = id, ["flag"] = flag, ["stance"] = stance, ["reason"] = id,
    });

    /// <summary>The head of the city puts a unit on a line from a day on; the paper names the command.</summary>
    public static Command AssignLine(string unit, string line, DateOnly from, string id) => new(id, "assignLine", LineOf(unit), CityWorkbook.Checker, new()
    {
        ["commandId"] = id, ["unit"] = unit, ["line"] = line, ["from"] = $"{from:yyyy-MM-dd}", ["paper"] = id,
    });

    /// <summary>The head of the city calls in whoever heads a unit at the bottom, by the numbers of one list or of all.</summary>
    public static Command CallIn(string unit, string? list, string id)
    {
        var command = new Command(id, "issueInterview", InterviewsOf(unit), CityWorkbook.Checker, new() { ["commandId"] = id, ["unit"] = unit, ["text"] = id });
        return list is null ? command : command.With("list", list);
    }

    /// <summary>What has to stand in the entry that it leaves, where its kind and id do not say it all.</summary>
    public string? Says => Kind switch
    {
        "acceptItem" => "ACCEPTED",
        "reportItem" => "IN_PROGRESS",
        "submitItem" => "SUBMITTED",
        "returnItem" => "RETURNED",
        "closeItem" => "CLOSED",
        "disputeItem" => "DISPUTED",
        "resolveDispute" => (bool)Input["upheld"] ? "RETIRED" : "PENDING",
        "recordAction" => Seen((bool)Input["clean"], isWithdrawn: false),
        "correctAction" => Seen((bool)Input["clean"], (bool)Input["withdrawn"]),
        "decideFlag" => (string)Input["stance"],
        "assignLine" => Assigned((string)Input["line"], (string)Input["from"]),
        "issueInterview" => Input.GetValueOrDefault("list") as string ?? EveryList,
        _ => null,
    };

    /// <summary>What an interview says that rests on the numbers of all lists.</summary>
    public const string EveryList = "every list";

    /// <summary>What an entry says of a look.</summary>
    public static string Seen(bool isClean, bool isWithdrawn) => isWithdrawn ? "nobody looked" : isClean ? "clean" : "finding";

    /// <summary>What an entry says of a line.</summary>
    public static string Assigned(string? line, string from) => $"{line} from {from}";
}
