namespace ResponsibilityGrid;

/// <summary>What may be recorded of a look, and how it is corrected.</summary>
internal static class SupervisionRules
{
    private const int MostTargets = 50;

    /// <summary>The action that a command makes.</summary>
    /// <param name="command">What is recorded.</param>
    /// <param name="watcher">On whose behalf.</param>
    /// <param name="former">Of a correction: the action as it reads so far.</param>
    /// <param name="targets">What was looked at, each with its aspect where it stands in a list; those that do not stand here are refused before.</param>
    /// <param name="scene">The unit, the day, and the outline of it.</param>
    public static SupervisionAction Take(ActionCommand command, Watcher watcher, SupervisionAction? former, List<SupervisionTarget> targets, Scene scene)
    {
        if (former is not null) CheckCorrection(command, watcher, former);
        var on = command.On ?? former?.On ?? scene.Today;
        var action = new SupervisionAction
        {
            Unit = scene.Unit,
            Number = scene.Number,
            Corrects = former?.Origin,
            Version = (former?.Version ?? 0) + 1,
            Withdrawn = command.Withdrawn,
            Reason = former is null ? null : command.Reason,
            By = watcher.Unit,
            Line = watcher.Line,
            Officer = watcher.Officer ?? former?.Officer,
            Who = command.Actor,
            Targets = targets,
            Kind = command.Kind ?? former?.Kind ?? SupervisionKind.Inspect,
            Clean = command.Clean ?? former?.Clean ?? true,
            On = on,
            Recorded = scene.Now,
            Late = on < scene.Today,
            Text = command.Text ?? former?.Text,
            Evidence = command.Evidence ?? former?.Evidence ?? [],
            Duty = command.Duty ?? former?.Duty,
            Task = command.Task ?? former?.Task,
            Paper = command.Paper ?? former?.Paper,
            Command = command.Id,
            Digest = command.Digest,
        };
        CheckWords(action, command, scene);
        CheckTargets(action, watcher, scene);
        return action;
    }

    /// <summary>Corrections come from whoever looked: a host changes nothing of what its stationed officer wrote.</summary>
    private static void CheckCorrection(ActionCommand command, Watcher watcher, SupervisionAction former)
    {
        if (former.Withdrawn)
            throw Refused(Rule.WrongState, "这次监督已经撤回，不能再更正；请重新登记。", "The action was withdrawn; record a new one.");
        if (command.ExpectedVersion is { } expected && expected != former.Version) throw GridRuleException.Stale(expected, former.Version);
        if (watcher.Unit != former.By)
            throw Refused(Rule.NotRecorder,
                former.Officer is null ? $"只有登记的单位“{former.By}”能更正这次监督。" : $"派驻人员的监督只报告派出单位“{former.By}”，只能由派驻人员本人或派出单位更正；驻在单位不能改。",
                former.Officer is null ? $"Only \"{former.By}\", which recorded it, corrects the action." : $"A stationed officer reports to \"{former.By}\" alone; the officer or the sender corrects it, never the host.");
        if (string.IsNullOrWhiteSpace(command.Reason)) throw Refused(Rule.ReasonRequired, "更正须写明理由。", "A correction needs a reason.", "reason");
    }

    private static void CheckWords(SupervisionAction action, ActionCommand command, Scene scene)
    {
        if (action.On > scene.Today)
            throw Refused(Rule.DateInFuture, $"日期 {action.On:yyyy-MM-dd} 尚未到来：监督的日期不得晚于今天。", $"{action.On:yyyy-MM-dd} is still to come; one looks today or did on an earlier day.", "on");
        if (!action.Clean && string.IsNullOrWhiteSpace(action.Text))
            throw Refused(Rule.TextRequired, "有问题的，须写明问题。", "A finding needs words.", "text");
        if (action.Text?.Length > 2000 || command.Reason?.Length > 2000)
            throw Refused(Rule.TextTooLong, "文字超过 2000 字，请精简。", "The text is longer than 2000 characters.", "text");
        if (action.Evidence.Count > 20 || action.Evidence.Exists(e => e.Length is 0 or > 500))
            throw Refused(Rule.EvidenceMalformed, "佐证材料最多 20 项，每项 1 到 500 字。", "At most 20 pieces of evidence, each of 1 to 500 characters.", "evidence");
        if (action.Officer is null && (action.Duty is not null || action.Task is not null))
            throw Refused(Rule.StationedOnly, "四项职责和四项任务只由派驻人员登记。", "Only stationed officers name a duty or a task of theirs.", action.Duty is null ? "task" : "duty");
        CheckAmong(action.Duty, scene.Outline.Settings.OfficerDuties, "职责", "duty");
        CheckAmong(action.Task, scene.Outline.Settings.OfficerTasks, "任务", "task");
    }

    private static void CheckTargets(SupervisionAction action, Watcher watcher, Scene scene)
    {
        if (action.Targets.Count is 0 or > MostTargets)
            throw Refused(Rule.TargetsRequired, $"请写明监督了什么，1 到 {MostTargets} 个对象。", $"Name 1 to {MostTargets} targets.", "targets");
        if (action.Targets.Distinct().Count() < action.Targets.Count)
            throw Refused(Rule.NamedTwice, "同一对象写了两遍。", "A target is named twice.", "targets");
        if (!scene.Outline.IsWithin(scene.Unit, watcher.Over))
            throw Refused(Rule.NotSupervisor,
                $"“{watcher.Unit}”不监督“{scene.Unit}”：部门监督本局及其部门和以下各局、分局，派驻人员监督驻在单位。",
                $"\"{watcher.Unit}\" does not supervise \"{scene.Unit}\": a department supervises its own bureau and what hangs below, a stationed officer its host.", "targets");
        if (action.Who.Post is { } own && action.Targets.Exists(t => t.Post == own))
            throw Refused(Rule.SelfSupervision, $"岗位“{own}”不能监督自己。", $"Post \"{own}\" does not supervise itself.", "targets");
        if (watcher.Unit == scene.Unit && action.Targets.Exists(t => t.Kind is TargetKind.Unit or TargetKind.Aspect || scene.Outline.Settings.KindOf(watcher.Line) != LineKind.Daily))
            throw Refused(Rule.SelfSupervision, $"“{watcher.Unit}”不能监督自己；日常监督也只及本单位的其他岗位和事项。", $"\"{watcher.Unit}\" does not supervise itself; daily supervision reaches its other posts and items at most.", "targets");
    }

    private static void CheckAmong(string? word, List<string> known, string what, string field)
    {
        if (word is not null && !known.Contains(word))
            throw Refused(Rule.OfficerTaskUnknown, $"没有名为“{word}”的{what}；可用：{string.Join("、", known)}。", $"\"{word}\" is not one of the grid's.", field);
    }

    private static GridRuleException Refused(Rule rule, string message, string english, string? field = null) => new(rule, message, english, field);

    /// <summary>Where and when an action is recorded: the unit looked at, the next number, the outline of the day of the action.</summary>
    internal sealed record Scene(string Unit, int Number, Outline Outline, DateOnly Today, DateTimeOffset Now);
}
