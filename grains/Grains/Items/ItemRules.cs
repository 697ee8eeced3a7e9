namespace ResponsibilityGrid;

/// <summary>What may become of an item. pending → accepted or disputed → … → closed; nothing else.</summary>
internal static partial class ItemRules
{
    /// <summary>The row with a command taken, and what it adds to the history.</summary>
    /// <exception cref="GridRuleException">The version is another, or a rule forbids it; nothing is changed then.</exception>
    public static (ResponsibilityItemState Next, Entry Entry) Take(ResponsibilityItemState state, ItemCommand command, ItemScene scene, DateTimeOffset now)
    {
        var life = state.Life;
        if (command.ExpectedVersion is { } expected && expected != life.Version) throw GridRuleException.Stale(expected, life.Version);

        var step = StepOf(command.Act);
        var here = Lives.Now(life, scene.Duty);
        var from = here?.State ?? ItemState.Pending;
        var on = command.On ?? scene.Today;
        if (!step.From.Contains(from)) throw NotNow(step, from);
        if (scene.IsEnding && from == ItemState.Pending && Moves(command.Act)) throw Ending(command.Key.Post);
        CheckParty(step, command, scene, life);
        CheckWords(step, command, on, scene.Today);
        var dueOn = here?.DueOn ?? scene.Duty.DueOn;
        var child = command.Act switch
        {
            Act.RefineItem => Refine(command, scene, life, dueOn, on),
            _ => null,
        };
        if (command.Act == Act.ExtendItem) CheckExtension(command, scene, life, dueOn);
        if (command.Act == Act.CloseItem) CheckChildren(state, scene);

        var to = step.To ?? from;
        var due = command.Act == Act.ExtendItem ? command.DueOn : here?.DueOn;
        var turn = new LifeChange { On = life.Changes is [.., var last] && last.On > on ? last.On : on, At = now, State = to, DueOn = due, Under = scene.ListVersion };
        var turns = here is null ? to != ItemState.Pending || due is not null || from != to : here.State != to || here.DueOn != due || here.Under != turn.Under;
        var moves = Moves(command.Act);
        var percent = command.Percent ?? (here is null ? null : life.Percent);
        var version = life.Version + (command.Act == Act.LogReminder ? 0 : 1);
        var entry = new Entry
        {
            Number = state.Count + 1,
            Act = command.Act == Act.CloseItem && scene.IsRoots ? Act.SelfCheckItem : command.Act,
            Who = command.Actor,
            On = on,
            Recorded = now,
            Late = on < scene.Today,
            Paper = command.Paper,
            Text = command.Act == Act.RefineItem ? child!.Measure : command.Text,
            Subject = command.Post,
            Other = child?.Key.Duty ?? command.Approver?.Code,
            Percent = percent,
            Evidence = command.Evidence,
            State = to,
            DueOn = child?.DueOn ?? due ?? scene.Duty.DueOn,
            Version = version,
            Command = command.Id,
            Digest = command.Digest,
            By = command.Caller?.Subject,
        };
        var next = state with
        {
            Life = life with
            {
                Key = command.Key,
                Revision = life.Revision + 1,
                Version = version,
                Changes = turns ? [.. life.Changes, turn] : life.Changes,
                Percent = percent,
                Moved = moves ? (here is null ? now : life.Moved ?? now) : life.Moved,
                LastMoved = moves ? now : life.LastMoved,
                Reminded = command.Act == Act.LogReminder ? life.Reminded ?? now : life.Reminded,
                Submitter = command.Act == Act.SubmitItem ? command.Actor.Person ?? command.Actor.Post ?? command.Actor.Code : life.Submitter,
                Children = life.Children + (child is null ? 0 : 1),
                Assists = AssistsAfter(command, scene, life, on, now),
            },
            Entries = [.. state.Entries, entry],
            Charges = child is not null ? [.. state.Charges, child]
                : command.Act == Act.ExtendItem ? [.. state.Charges.Select(c => c with { Limit = command.DueOn!.Value })]
                : state.Charges,
        };
        return (next, entry);
    }

    private static GridRuleException NotNow(Step step, ItemState from) => Refused(Rule.WrongState,
        $"事项现为“{from.Label()}”，不能{step.Does}；须为{string.Join("、", step.From.Select(s => $"“{s.Label()}”"))}。",
        $"The item is {from}; to {step.English} it, it has to be {string.Join(" or ", step.From)}.");

    private static GridRuleException Ending(string post) => Refused(Rule.PostNotStanding,
        $"岗位“{post}”今天是最后一天，且没有承接岗位：其事项明天起不再存在，今天不能再开始办理；请由其他岗位的事项办理。",
        $"Today is the last day of post \"{post}\", and none takes over from it: its items are gone tomorrow, and none is begun today. Another post's item serves instead.");

    private static GridRuleException Refused(Rule rule, string message, string english, string? field = null) => new(rule, message, english, field);
}
