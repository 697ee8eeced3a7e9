using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>What may become of a referral: waiting → accepted or returned. It rises by the clock alone, and nothing but an answer ends it.</summary>
internal static class ReferralRules
{
    private const int LongestText = 2000;

    /// <summary>The row with a command taken, and the number of the referral that it is about.</summary>
    /// <exception cref="GridRuleException">The version is another, or a rule forbids it; nothing is changed then.</exception>
    public static (ReferralsState Next, int Number) Take(ReferralsState state, ReferralCommand command, Scene scene)
    {
        if (command.Text?.Length > LongestText) throw Refused(Rule.TextTooLong, $"文字超过 {LongestText} 字，请精简。", $"The text is longer than {LongestText} characters.", "text");
        return command.Act == Act.Refer ? Refer(state, command, scene) : Answer(state, command, scene);
    }

    /// <summary>The referral that a command changed, if it was taken before.</summary>
    public static int? Find(ReferralsState state, ReferralCommand command) => state.Referrals.Find(r => r.Entries.Exists(e => e.Answers(command)))?.Number;

    /// <summary>
    /// Where a referral lay since when: with its department until it is due, and unanswered then with the unit above, for so many days each, up to the
    /// root bureau, where it stays. An answer ends the way.
    /// </summary>
    public static List<ReferralStep> Route(Referral referral, Outline outline)
    {
        var (route, end) = (new List<ReferralStep> { new(referral.To, referral.On) }, referral.Entries.Find(e => e.Act == Act.AnswerReferral)?.On ?? outline.At.AsOf);
        var day = referral.DueOn.AddDays(1);
        for (var at = Above(outline, referral.To); at is not null && day <= end; at = Above(outline, at), day = day.AddDays(outline.Settings.AnswerWithinDays)) route.Add(new(at, day));
        return route;
    }

    /// <summary>The name of a referral that a command makes. It says nothing of how many there are.</summary>
    public static string NameOf(string to, string command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{to}/{command}")).AsSpan(0, 12));

    private static (ReferralsState, int) Refer(ReferralsState state, ReferralCommand command, Scene scene)
    {
        var finding = CheckFinding(command, scene);
        var credit = new ReferralCredit(finding.By, finding.Line, finding.Origin, finding.On);
        if (state.Referrals.Exists(r => r.Unit == finding.Unit && r.Credits.Contains(credit) && r.State != ReferralState.Returned))
            throw Refused(Rule.AlreadyDone, "这次监督发现的问题已经移送该部门。", "The finding was referred to the department before.", "action");
        var dueOn = command.DueOn!.Value;
        if (state.Referrals.FindLast(r => IsSameFact(r, finding, scene.Outline.Settings)) is { } same)
        {
            // It is answered by the earlier of the days that were named.
            var joined = same with { Credits = [.. same.Credits, credit], Targets = [.. same.Targets.Union(finding.Targets)], DueOn = dueOn < same.DueOn ? dueOn : same.DueOn };
            return (Replace(state, same, Noted(joined, command, scene, finding.By)), same.Number);
        }

        var referral = new Referral { To = scene.To, Number = state.Referrals.Count + 1, Name = NameOf(scene.To, command.Id), Unit = finding.Unit, Targets = finding.Targets, Credits = [credit], DueOn = dueOn, On = scene.Today };
        return (state with { Referrals = [.. state.Referrals, Noted(referral, command, scene, finding.By)] }, referral.Number);
    }

    /// <summary>
    /// Whether a finding is the fact of a referral, found by a line that is not credited yet: at the same target, and so near to what the others found that
    /// it would be a pile. What was answered is settled; whatever is found after that is a fact of its own.
    /// </summary>
    private static bool IsSameFact(Referral referral, SupervisionAction finding, GridSettings settings) =>
        referral.State == ReferralState.Waiting && referral.Unit == finding.Unit && referral.Targets.Exists(finding.Targets.Contains)
        && referral.Credits.TrueForAll(credit => credit.Line != finding.Line && Math.Abs(credit.On.DayNumber - finding.On.DayNumber) < settings.PileDays);

    private static (ReferralsState, int) Answer(ReferralsState state, ReferralCommand command, Scene scene)
    {
        var referral = state.Referrals.Find(r => command.Name is { } name ? r.Name == name : r.Number == command.Number) ?? throw GridRuleException.NotFound("移送", $"{scene.To}/{command.Name ?? $"{command.Number}"}", "referral");
        if (command.ExpectedVersion is { } expected && expected != referral.Version) throw GridRuleException.Stale(expected, referral.Version);
        if (referral.State != ReferralState.Waiting) throw Refused(Rule.AlreadyDone, "移送已经答复，不能再答复。", "The referral was answered already.", "referral");
        var route = Route(referral, scene.Outline);
        if (!route.Exists(step => step.Unit == command.Actor.Unit))
            throw Refused(Rule.NotAddressee, $"“{command.Actor.Name}”不能答复：须由“{string.Join("、", route.Select(s => s.Unit))}”答复。", $"\"{command.Actor.Name}\" does not answer it: {string.Join(", ", route.Select(s => s.Unit))} does.");
        if (!command.Accepted && string.IsNullOrWhiteSpace(command.Text)) throw Refused(Rule.ReasonRequired, "退回须写明理由。", "To return it a reason is needed.", "reason");
        var answered = Noted(referral with { State = command.Accepted ? ReferralState.Accepted : ReferralState.Returned }, command, scene, command.Actor.Unit);
        return (Replace(state, referral, answered), referral.Number);
    }

    private static SupervisionAction CheckFinding(ReferralCommand command, Scene scene)
    {
        var finding = command.Finding ?? throw GridRuleException.NotFound("监督记录", command.Unit, "action");
        if (finding.Clean || finding.Withdrawn) throw Refused(Rule.NotAFinding, "只有发现了问题、没有撤回的监督才能移送。", "Only a look that found something and was not withdrawn is referred.", "action");
        if (command.Actor.Unit != finding.By && (command.Actor.Post is null || command.Actor.Post != finding.Officer))
            throw Refused(Rule.NotRecorder, $"只有登记的单位“{finding.By}”能移送这次监督发现的问题。", $"Only \"{finding.By}\", which found it, refers it.", "action");
        if (finding.By == scene.To || !Lines.Over(scene.Outline, finding.Unit).Any(u => u.Code == scene.To))
            throw Refused(Rule.NotSupervisor, $"不能移送“{scene.To}”：须为监督该单位的另一个部门。", $"It is not for \"{scene.To}\": refer it to another department that supervises the unit.", "to");
        if (command.DueOn is not { } dueOn || dueOn < scene.Today)
            throw Refused(Rule.DateInPast, $"须写明答复时限，不早于今天（{scene.Today:yyyy-MM-dd}）。", $"Name the day until which it is answered, today ({scene.Today:yyyy-MM-dd}) or later.", "dueOn");
        return finding;
    }

    /// <summary>The department of the same line in the bureau above, or that bureau itself; above the root's departments the root.</summary>
    private static string? Above(Outline outline, string unit)
    {
        if (outline.Find(unit) is not { } entry) return outline.ParentOf(unit);
        var home = outline.EstablishmentOf(unit);
        if (outline.Above(home) is not { } above) return unit == home ? null : home;
        return Survey.Members(outline, above).Select(outline.Unit).FirstOrDefault(u => u.Kind == UnitKind.Department && u.Line is not null && u.Line == entry.Line)?.Code ?? above;
    }

    private static Referral Noted(Referral referral, ReferralCommand command, Scene scene, string by)
    {
        var entry = Journal.Note(command, command.Act, scene.Today, scene.Today, scene.Now) with
        {
            Number = referral.Entries.Count + 1, Version = referral.Version + 1, Text = command.Text, Subject = referral.Unit, Other = by, DueOn = command.DueOn ?? referral.DueOn,
        };
        return referral with { Version = entry.Version, Entries = [.. referral.Entries, entry] };
    }

    private static ReferralsState Replace(ReferralsState state, Referral before, Referral after) => state with { Referrals = [.. state.Referrals.Select(r => r == before ? after : r)] };

    private static GridRuleException Refused(Rule rule, string message, string english, string? field = null) => new(rule, message, english, field);

    /// <summary>Where and when: the department, and the outline of today.</summary>
    internal sealed record Scene(string To, Outline Outline, DateOnly Today, DateTimeOffset Now);
}
