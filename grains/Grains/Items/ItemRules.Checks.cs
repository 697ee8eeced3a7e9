namespace ResponsibilityGrid;

/// <summary>What a command on an item is held to, each rule with the sentence that says what would satisfy it.</summary>
internal static partial class ItemRules
{
    private static void CheckParty(Step step, ItemCommand command, ItemScene scene, ItemLife life)
    {
        var who = command.Actor.Name;
        switch (step.Party)
        {
            case Party.Owner when !scene.IsOwner:
                throw Refused(Rule.NotOwner, $"“{who}”不能{step.Does}该事项：须由事项所在岗位、本单位或其上级县区局办理。", $"\"{who}\" cannot {step.English} the item: its post, its establishment or a bureau above it below the root does.");
            case Party.Issuer when !scene.IsIssuer:
                throw Refused(Rule.NotResolver, $"“{who}”不能裁定异议：清单事项由市局裁定，细化事项由交办单位裁定，且不得为事项本岗位。", $"\"{who}\" cannot resolve the dispute: the root bureau does, or whoever made the child item, and never its own post.");
            case Party.Checker when !scene.IsChecker && scene.IsRoots:
                throw Refused(Rule.NotDedicatedDepartment, $"“{who}”不能{step.Does}：市局本级事项由其专责部门检查。", $"\"{who}\" cannot {step.English} it: the root bureau's own items are checked by its dedicated department.");
            case Party.Checker when !scene.IsChecker:
                throw Refused(Rule.CheckerInside, $"“{who}”不能{step.Does}：检查人不得属于事项所在单位或其下级，须由上级单位检查。", $"\"{who}\" cannot {step.English} it: a checker comes from above, never from the item's establishment or below it.");
            case Party.Checker when life.Submitter is { } submitter && (submitter == command.Actor.Person || submitter == command.Actor.Post):
                throw Refused(Rule.OwnSubmission, "提交人不能检查自己提交的事项，须由另一岗位或人员检查。", "Whoever submitted it does not check it; somebody else has to.");
            case Party.OwnerOrChecker when !scene.IsOwner && !scene.IsChecker:
                throw Refused(Rule.NotOwner, $"“{who}”不能{step.Does}该事项：须由事项所在岗位、本单位或其上级单位办理。", $"\"{who}\" cannot {step.English} the item: its post, its establishment or one above it does.");
            case Party.Superior when !scene.IsSuperior:
                throw Refused(Rule.NotSuperior, $"“{who}”不能提醒该事项：须由上级单位、本单位负责人，或分管、包干该单位的岗位提醒。", $"\"{who}\" cannot remind of the item: somebody above does, a head of its own unit, or the post in charge of it.");
            default:
                break;
        }
    }

    private static void CheckWords(Step step, ItemCommand command, DateOnly on, DateOnly today)
    {
        if (on > today)
            throw Refused(Rule.DateInFuture, $"日期 {on:yyyy-MM-dd} 尚未到来：事项的办理日期不得晚于今天。", $"{on:yyyy-MM-dd} is still to come; a step is true from today or an earlier day.", "on");
        if (step.NeedsReason && string.IsNullOrWhiteSpace(command.Text))
            throw Refused(Rule.ReasonRequired, $"{step.Does}须写明理由。", $"To {step.English} it a reason is needed.", "reason");
        if (command.Act == Act.ReportItem && command.Percent is null && string.IsNullOrWhiteSpace(command.Text))
            throw Refused(Rule.TextRequired, "报告进展须写明进度或情况。", "A report needs a percentage or words.", "text");
        if (command.Percent is < 0 or > 100)
            throw Refused(Rule.PercentOutOfRange, $"进度 {command.Percent} 不在 0 到 100 之间。", $"{command.Percent} is not between 0 and 100.", "percent");
        if (command.Text?.Length > 2000 || command.Measure?.Length > 2000 || command.Title?.Length > 2000)
            throw Refused(Rule.TextTooLong, "文字超过 2000 字，请精简。", "The text is longer than 2000 characters.", "text");
        if (command.Evidence is { } evidence && (evidence.Count > 20 || evidence.Exists(e => e.Length is 0 or > 500)))
            throw Refused(Rule.EvidenceMalformed, "佐证材料最多 20 项，每项 1 到 500 字。", "At most 20 pieces of evidence, each of 1 to 500 characters.", "evidence");
    }

    private static void CheckExtension(ItemCommand command, ItemScene scene, ItemLife life, DateOnly dueOn)
    {
        if (command.DueOn is not { } later || later <= dueOn)
            throw Refused(Rule.DueDateNotLater, $"延期后的时限须晚于现时限 {dueOn:yyyy-MM-dd}。", $"The new date has to be later than {dueOn:yyyy-MM-dd}.", "dueOn");
        if (life.Charge is { } charge && later > charge.Limit)
            throw Refused(Rule.DueAfterParent, $"细化事项不得晚于上级事项的时限 {charge.Limit:yyyy-MM-dd}；请先延期上级事项。", $"A child is due no later than its parent, {charge.Limit:yyyy-MM-dd}; extend the parent first.", "dueOn");
        if (!scene.IsApproverOutside)
            throw Refused(scene.IsRoots ? Rule.NotDedicatedDepartment : Rule.ApproverInside,
                scene.IsRoots ? "市局本级事项的延期须由其专责部门批准。" : "延期须由上级单位批准：批准人不得属于事项所在单位或其下级。",
                scene.IsRoots ? "The root bureau's own items are extended with its dedicated department's approval." : "An approver comes from above, never from the item's establishment or below it.",
                "approver");
    }

    private static void CheckChildren(ResponsibilityItemState state, ItemScene scene)
    {
        if (state.Charges.Find(c => !scene.ChildrenDone.Contains(c.Key.Duty)) is { } open)
            throw Refused(Rule.ChildOpen, $"细化事项“{open.Key.Duty}”（岗位 {open.Key.Post}）尚未销号，本事项不能销号。", $"The child \"{open.Key.Duty}\" at post {open.Key.Post} is still open.");
    }
}
