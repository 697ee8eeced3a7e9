using System.IO.Hashing;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>What may become of an item. pending → accepted or disputed → … → closed; nothing else.</summary>
internal static partial class ItemRules
{
    private static readonly ItemState[] Open = [ItemState.Pending, ItemState.Accepted, ItemState.Disputed, ItemState.InProgress, ItemState.Submitted, ItemState.Returned];
    private static readonly ItemState[] Underway = [ItemState.Accepted, ItemState.InProgress, ItemState.Returned];

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
        var moves = step.Party == Party.Owner;
        var percent = command.Percent ?? (here is null ? null : life.Percent);
        var version = life.Version + (command.Act == Act.LogReminder ? 0 : 1);
        var entry = new Entry
        {
            Number = (state.Logs * ResponsibilityItemGrain.LogSize) + state.Entries.Count + 1,
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
            },
            Entries = [.. state.Entries, entry],
            Charges = child is not null ? [.. state.Charges, child]
                : command.Act == Act.ExtendItem ? [.. state.Charges.Select(c => c with { Limit = command.DueOn!.Value })]
                : state.Charges,
        };
        return (next, entry);
    }

    /// <summary>The row of an item made by refining another; the same object where it stands already.</summary>
    public static ResponsibilityItemState TakeCharge(ResponsibilityItemState state, Charge charge, DateTimeOffset now)
    {
        if (state.Life.Charge is { } held)
            return held.Limit == charge.Limit ? state : state with { Life = state.Life with { Revision = state.Life.Revision + 1, Charge = held with { Limit = charge.Limit } } };

        return state with
        {
            Life = state.Life with
            {
                Key = charge.Key,
                Revision = state.Life.Revision + 1,
                Charge = charge,
                Changes = [new LifeChange { On = charge.On, At = now, State = ItemState.Pending, Under = charge.Under }],
            },
            Entries =
            [
                new Entry
                {
                    Number = 1, Act = Act.ChargeItem, Who = charge.By, On = charge.On, Recorded = now, Late = charge.Late, Paper = charge.Paper, Text = charge.Measure,
                    Subject = charge.Parent.Post, Other = charge.Parent.Duty, State = ItemState.Pending, DueOn = charge.DueOn, Command = charge.Command,
                },
            ],
        };
    }

    private enum Party
    {
        Anyone,
        Owner,
        Issuer,
        Checker,
        OwnerOrChecker,
    }

    private sealed record Step(ItemState[] From, ItemState? To, Party Party, string Does, string English, bool NeedsReason = false);

    private static Step StepOf(Act act) => act switch
    {
        Act.AcceptItem => new([ItemState.Pending], ItemState.Accepted, Party.Owner, "签收", "accept"),
        Act.DisputeItem => new([ItemState.Pending], ItemState.Disputed, Party.Owner, "提出异议", "dispute", NeedsReason: true),
        Act.UpholdDispute => new([ItemState.Disputed], ItemState.Retired, Party.Issuer, "裁定异议", "resolve the dispute of", NeedsReason: true),
        Act.RejectDispute => new([ItemState.Disputed], ItemState.Pending, Party.Issuer, "裁定异议", "resolve the dispute of", NeedsReason: true),
        Act.ReportItem => new(Underway, ItemState.InProgress, Party.Owner, "报告进展", "report"),
        Act.SubmitItem => new([ItemState.InProgress], ItemState.Submitted, Party.Owner, "提交", "submit"),
        Act.CloseItem => new([ItemState.Submitted], ItemState.Closed, Party.Checker, "销号", "close"),
        Act.ReturnItem => new([ItemState.Submitted], ItemState.Returned, Party.Checker, "退回", "return", NeedsReason: true),
        Act.ExtendItem => new(Open, null, Party.OwnerOrChecker, "延期", "extend", NeedsReason: true),
        Act.RefineItem => new(Underway, null, Party.Owner, "细化", "refine"),
        Act.LogReminder => new(Open, null, Party.Anyone, "提醒", "remind of"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private static Charge Refine(ItemCommand command, ItemScene scene, ItemLife life, DateOnly dueOn, DateOnly on)
    {
        if (command.Post is null || !scene.IsPostBelow)
            throw Refused($"岗位“{command.Post}”不在本单位及其下级之中，不能细化到该岗位。", $"Post \"{command.Post}\" is not in the unit or below it.", "post");
        if (string.IsNullOrWhiteSpace(command.Measure) && command.Evidence is not { Count: > 0 })
            throw Refused("细化须写明自己的措施或佐证材料，不能原样转派。", "A child needs a measure or evidence of its own.", "measure");
        if (command.DueOn > dueOn)
            throw Refused($"细化事项的时限 {command.DueOn:yyyy-MM-dd} 不得晚于上级事项的 {dueOn:yyyy-MM-dd}。", $"A child is due no later than its parent, {dueOn:yyyy-MM-dd}.", "dueOn");

        var origin = life.Charge?.Origin ?? command.Key;
        // Marked, a code must still be one.
        var stem = origin.Duty[..Math.Min(origin.Duty.Length, 55)];
        var mark = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{command.Key}\n{command.Id}"));
        return new Charge
        {
            Key = command.Key with { Post = command.Post, Duty = $"{stem}~{mark:x8}" },
            Parent = command.Key,
            Origin = origin,
            Steps = (life.Charge?.Steps ?? 0) + 1,
            Title = command.Title is { Length: > 0 } title ? title : scene.Duty.Title,
            Measure = command.Measure ?? "",
            Evidence = string.Join('、', command.Evidence ?? []),
            DueOn = command.DueOn ?? dueOn,
            Limit = dueOn,
            By = command.Actor,
            On = on,
            Command = command.Id,
            Paper = command.Paper,
            Under = scene.ListVersion,
            Late = on < scene.Today,
        };
    }

    private static GridRuleException NotNow(Step step, ItemState from) => Refused(
        $"事项现为“{from.Label()}”，不能{step.Does}；须为{string.Join("、", step.From.Select(s => $"“{s.Label()}”"))}。",
        $"The item is {from}; to {step.English} it, it has to be {string.Join(" or ", step.From)}.");

    private static GridRuleException Refused(string message, string english, string? field = null) => new(RefusalCode.Refused, message, english, field);
}
