namespace ResponsibilityGrid;

/// <summary>What a command on a problem is held to, each rule with the sentence that says what would satisfy it.</summary>
internal static partial class ProblemRules
{
    private const int LongestText = 2000;

    private static void CheckReport(ProblemCommand command, Scene scene)
    {
        var (outline, settings) = (scene.Outline, scene.Outline.Settings);
        if (EstablishmentOf(outline, command.Actor.Unit) is not { } place || !outline.IsWithin(Home(outline, scene.Unit), place))
            throw Refused(Rule.NotResponsibleUnit, $"“{command.Actor.Name}”不能登记“{scene.Unit}”的问题：须由该单位或其上级单位登记。", $"\"{command.Actor.Name}\" cannot report a problem of \"{scene.Unit}\": the unit itself or one above does.");
        if (string.IsNullOrWhiteSpace(command.Text)) throw Refused(Rule.TextRequired, "请写明问题。", "Say what the problem is.", "text");
        if (!settings.ProblemCategories.Contains(command.Category ?? ""))
            throw Refused(Rule.CategoryUnknown, $"没有名为“{command.Category}”的问题类别；可用：{string.Join("、", settings.ProblemCategories)}。", $"\"{command.Category}\" is not one of the grid's categories.", "category");
        CheckLengths(command);
        CheckDay(command, scene);
    }

    private static void CheckWords(Step step, ProblemCommand command, Scene scene)
    {
        if (step.NeedsText is { } field && string.IsNullOrWhiteSpace(command.Text))
            throw Refused(field == "reason" ? Rule.ReasonRequired : Rule.TextRequired, $"{step.Does}须写明{(field == "reason" ? "理由" : command.Act == Act.CloseProblem ? "核查情况" : "所做的工作")}。", $"To {step.English} it words are needed.", field);
        CheckLengths(command);
        CheckDay(command, scene);
    }

    private static void CheckLengths(ProblemCommand command)
    {
        if (new[] { command.Text, command.RootCause, command.LastingMeasure, command.Waiver }.Any(words => words?.Length > LongestText))
            throw Refused(Rule.TextTooLong, $"文字超过 {LongestText} 字，请精简。", $"The text is longer than {LongestText} characters.", "text");
        if (command.Evidence is { } evidence && (evidence.Count > 20 || evidence.Exists(e => e.Length is 0 or > 500)))
            throw Refused(Rule.EvidenceMalformed, "佐证材料最多 20 项，每项 1 到 500 字。", "At most 20 pieces of evidence, each of 1 to 500 characters.", "evidence");
    }

    private static void CheckDay(ProblemCommand command, Scene scene)
    {
        if (command.On > scene.Today)
            throw Refused(Rule.DateInFuture, $"日期 {command.On:yyyy-MM-dd} 尚未到来：办理日期不得晚于今天。", $"{command.On:yyyy-MM-dd} is still to come; a step is true from today or an earlier day.", "on");
    }

    /// <summary>Who puts it right, until when, on which track; the unit follows from the person.</summary>
    private static Rectification Charge(ProblemCommand command, Problem problem, Scene scene)
    {
        var (outline, settings) = (scene.Outline, scene.Outline.Settings);
        if (command.Charged is not { } charged || charged.Person is not { } person)
            throw Refused(Rule.ResponsibleRequired, "须写明责任人：在册人员，或当日有人的岗位。", "Name who is responsible: a person on record, or a post that somebody holds.", "person");
        var home = Home(outline, scene.Unit);
        if (EstablishmentOf(outline, charged.Unit) is not { } place || (command.Act == Act.ClaimProblem ? place != home : !outline.IsWithin(home, place)))
            throw Refused(Rule.ResponsibleOutside,
                command.Act == Act.ClaimProblem ? "认领时责任人须为问题所在单位的人员。" : "责任人须为问题所在单位或其上级单位的人员；属于其他单位的问题，请在该单位另行登记。",
                "Whoever is responsible sits in the unit that the problem concerns, or when it is assigned in one above; a problem of another unit is reported there.", "person");
        if (problem.Rectification is not null && string.IsNullOrWhiteSpace(command.Text))
            throw Refused(Rule.ReasonRequired, "改派或改期须写明理由。", "To assign it anew a reason is needed.", "reason");
        if (command.DueOn is not { } dueOn || dueOn < scene.Today)
            throw Refused(Rule.DateInPast, $"须写明整改时限，不早于今天（{scene.Today:yyyy-MM-dd}）。", $"Name the day until which it is put right, today ({scene.Today:yyyy-MM-dd}) or later.", "dueOn");
        if (command.Track is not { } track) throw Refused(Rule.TrackRequired, "须写明立行立改还是长期整改。", "Say whether it is put right at once or in the long term.", "track");
        CheckTrack(track, command.Milestones ?? [], dueOn, scene.Today, settings);
        return new Rectification
        {
            Unit = charged.Unit, Person = person, Name = charged.Name, Post = charged.Post, DueOn = dueOn, Track = track, Milestones = [.. (command.Milestones ?? []).Select(day => new ProblemMilestone(day))],
        };
    }

    private static void CheckTrack(ProblemTrack track, List<DateOnly> milestones, DateOnly dueOn, DateOnly today, GridSettings settings)
    {
        if (track == ProblemTrack.Immediate)
        {
            if (dueOn > today.AddDays(settings.ImmediateDays))
                throw Refused(Rule.ImmediateTooLong, $"立行立改的时限不超过 {settings.ImmediateDays} 天；需要更长时间的，请按长期整改写明节点。", $"What is put right at once is due within {settings.ImmediateDays} days; else name milestones of the long term.", "dueOn");
            if (milestones.Count > 0) throw Refused(Rule.MilestonesUnfit, "立行立改没有节点；有节点的请按长期整改。", "What is put right at once has no milestones.", "milestones");
            return;
        }

        if (milestones.Count is < 2 or > 24) throw Refused(Rule.MilestonesUnfit, "长期整改须有 2 到 24 个节点。", "A long-term rectification has 2 to 24 milestones.", "milestones");
        var last = today;
        foreach (var (at, day) in milestones.Append(dueOn).Index())
        {
            // The last milestone may be the due date itself.
            if (at == milestones.Count ? day < last : day <= last) throw Refused(Rule.MilestonesUnfit, "节点须从今天往后依次排列，不晚于时限。", "Milestones follow each other from today on, none after the due date.", "milestones");
            if (day.DayNumber - last.DayNumber > settings.MilestoneDays)
                throw Refused(Rule.MilestonesUnfit, $"相邻节点相隔不超过 {settings.MilestoneDays} 天（{last:yyyy-MM-dd} 之后）。", $"No two milestones are more than {settings.MilestoneDays} days apart (after {last:yyyy-MM-dd}).", "milestones");
            last = day;
        }
    }
}
