using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>What may be said of a flag, by whom; and what was said of which.</summary>
internal static class FlagRules
{
    private const int NamedRecords = 100, ShownRecords = 200;

    /// <summary>The id of a record, by where it stands.</summary>
    public static string IdOf(FlagSource source, string place, int number) =>
        XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{source} {place} {number}"))).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether a caller sees a record: its unit, and of what a stationed officer wrote the sender too.</summary>
    public static bool IsShown(FlagRecord record, Sight sight) => record.Unit.Length > 0 && sight.Sees(record.Unit) && (record.Sender is not { } sender || sight.Sees(sender));

    /// <summary>Whether a record is one of a post: of its items, or of a look, such as a talk, that was written from it or by one of those who sit there.</summary>
    public static bool IsOf(FlagRecord record, string post, List<string> persons) =>
        record.Source == FlagSource.Action ? record.Who.Post == post || (record.Who.Person is { } person && persons.Contains(person)) : record.Item?.Post == post;

    /// <summary>Where a flag stands by what was said of it last.</summary>
    public static FlagState StateOf(IEnumerable<FlagDecision> decisions) => decisions.LastOrDefault()?.Stance switch
    {
        FlagStance.Dispute => FlagState.Disputed,
        FlagStance.Uphold => FlagState.Upheld,
        FlagStance.Dismiss => FlagState.Dismissed,
        _ => FlagState.Open,
    };

    /// <summary>What was said of any of some records, in the order of saying it.</summary>
    public static List<FlagDecision> DecisionsOn(IEnumerable<FlagRecord> records, ILookup<string, FlagDecision> byRecord) =>
        byRecord.Count == 0 ? [] : [.. records.SelectMany(record => byRecord[record.Id]).DistinctBy(decision => decision.Number).OrderBy(decision => decision.Number)];

    /// <summary>Reasons may name what the reader does not see.</summary>
    public static FlagDecision Narrow(FlagDecision decision, Sight sight) => decision.Units.TrueForAll(sight.Sees) ? decision : decision with { Text = null, Paper = null };

    /// <summary>A flag of records, whose similarity is that to the first.</summary>
    public static FlagView Show(FlagKind kind, List<FlagRecord> records, string common, Func<FlagRecord, int> similarity, List<FlagDecision> decisions, IEnumerable<Actor> flagged)
    {
        List<FlagRecord> shown = [.. records.Take(ShownRecords).Select(record => record with { Similarity = similarity(record) })];
        return new FlagView
        {
            Id = records[0].Id,
            Kind = kind,
            State = StateOf(decisions),
            Version = decisions.Count,
            Similarity = shown.Min(record => record.Similarity),
            Common = common,
            Records = shown,
            Count = records.Count,
            Since = decisions is [.., var last] ? records.Count(record => record.Recorded > last.Recorded) : 0,
            Decisions = decisions,
            Flagged = [.. flagged.DistinctBy(who => (who.Post, who.Person, who.Post is null && who.Person is null ? who.Code : null)).Take(ShownRecords)],
        };
    }

    /// <summary>A flag that is there no more, as far as what was said of it tells.</summary>
    public static FlagView Gone(FlagDecision decision, List<FlagDecision> decisions) => new()
    {
        Id = decision.Flag, Kind = decision.Kind, State = StateOf(decisions), Version = decisions.Count, Count = decision.Records.Count, Decisions = decisions,
    };

    /// <summary>What a command says of a flag.</summary>
    /// <param name="command">What is said.</param>
    /// <param name="flag">The flag as whoever says it sees it.</param>
    /// <param name="records">All of its records, and the units that they stand in.</param>
    /// <param name="watcher">On whose behalf a supervisor speaks; none where it is disputed.</param>
    /// <param name="scene">The number of the decision, the tree and the time.</param>
    public static FlagDecision Take(FlagCommand command, FlagView flag, List<FlagRecord> records, Watcher? watcher, Scene scene)
    {
        var on = command.On ?? scene.Outline.At.AsOf;
        List<string> units = [.. records.Select(record => record.Unit).Distinct()];
        if (command.ExpectedVersion is { } expected && expected != flag.Version) throw GridRuleException.Stale(expected, flag.Version);
        if (string.IsNullOrWhiteSpace(command.Text)) throw Refused(Rule.ReasonRequired, "须写明理由。", "A reason is needed.", "reason");
        if (command.Text.Length > 2000) throw Refused(Rule.TextTooLong, "文字超过 2000 字，请精简。", "The text is longer than 2000 characters.", "reason");
        if (on > scene.Outline.At.AsOf) throw Refused(Rule.DateInFuture, $"日期 {on:yyyy-MM-dd} 尚未到来：认定或异议的日期不得晚于今天。", $"{on:yyyy-MM-dd} is still to come.", "on");
        var isFlagged = flag.Flagged.Exists(who => (who.Post is { } post && post == command.Actor.Post) || (who.Person is { } person && person == command.Actor.Person));
        if (command.Stance == FlagStance.Dispute)
        {
            if (!isFlagged) throw Refused(Rule.NotFlagged, $"“{command.Actor.Name}”不是该线索所指的岗位或人员，不能提出异议；请由本人提出。", $"The flag does not point at \"{command.Actor.Name}\"; whom it points at disputes it.");
            if (flag.State == FlagState.Disputed) throw Refused(Rule.AlreadyDone, "该线索已提出异议，请等待监督部门认定。", "The flag is disputed already; a supervisor decides.");
        }
        else
        {
            if (isFlagged) throw Refused(Rule.OwnFlag, "线索所指的岗位或人员不能自行认定；可以提出异议，由监督部门认定。", "Whom a flag points at may dispute it, but does not decide on it.");
            if (watcher is null || units.Find(unit => !scene.Outline.IsWithin(unit, watcher.Over)) is not null)
                throw Refused(Rule.NotSupervisor,
                    $"“{watcher?.Unit ?? command.Actor.Unit}”不监督该线索涉及的全部单位：请由监督这些单位的部门认定。",
                    $"\"{watcher?.Unit ?? command.Actor.Unit}\" does not supervise all units of the flag; a department that does decides.");
        }

        return new FlagDecision
        {
            Number = scene.Number, Flag = flag.Id, Kind = flag.Kind, Stance = command.Stance, Who = command.Actor, Text = command.Text, On = on, Recorded = scene.Now, Late = on < scene.Outline.At.AsOf,
            Paper = command.Paper, Records = [.. records.Take(NamedRecords).Select(record => record.Id)], Units = units, Command = command.Id, Digest = command.Digest, By = command.Caller?.Subject,
        };
    }

    private static GridRuleException Refused(Rule rule, string message, string english, string? field = null) => new(rule, message, english, field);

    /// <summary>Which decision of the grid it is, by today's tree, at this instant.</summary>
    internal sealed record Scene(int Number, Outline Outline, DateTimeOffset Now);
}
