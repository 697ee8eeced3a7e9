using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>Items made by refining others.</summary>
internal static partial class ItemRules
{
    /// <summary>A tilde and eight digits: what tells the code of a child from that of its origin, of which it keeps as much as leaves it a code.</summary>
    private const int MarkLength = 9;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>What the code of a duty's children begins with.</summary>
    public static string Stem(string duty) => duty[..Math.Min(duty.Length, GridKeys.CodeLength - MarkLength)];

    /// <summary>The stem of a child's code; of any other duty its code.</summary>
    public static string Unmarked(string duty) => IsMarked(duty) ? duty[..^MarkLength] : duty;

    /// <summary>Whether a code is that of a child.</summary>
    public static bool IsMarked(string duty) => duty.Length > MarkLength && duty[^MarkLength] == '~' && !duty.AsSpan()[^(MarkLength - 1)..].ContainsAnyExcept(Digits);

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

    private static Charge Refine(ItemCommand command, ItemScene scene, ItemLife life, DateOnly dueOn, DateOnly on)
    {
        CheckDelegable(scene);
        if (command.Post is null || !scene.IsPostBelow)
            throw Refused(Rule.PostNotBelow, $"岗位“{command.Post}”不在本单位及其下级之中，不能细化到该岗位。", $"Post \"{command.Post}\" is not in the unit or below it.", "post");
        if (string.IsNullOrWhiteSpace(command.Measure) && command.Evidence is not { Count: > 0 })
            throw Refused(Rule.OwnMeasureRequired, "细化须写明自己的措施或佐证材料，不能原样转派。", "A child needs a measure or evidence of its own.", "measure");
        if (command.DueOn > dueOn)
            throw Refused(Rule.DueAfterParent, $"细化事项的时限 {command.DueOn:yyyy-MM-dd} 不得晚于上级事项的 {dueOn:yyyy-MM-dd}。", $"A child is due no later than its parent, {dueOn:yyyy-MM-dd}.", "dueOn");

        var origin = life.Charge?.Origin ?? command.Key;
        var mark = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{command.Key}\n{command.Id}"));
        return new Charge
        {
            Key = command.Key with { Post = command.Post, Duty = $"{Stem(origin.Duty)}~{mark:x8}" },
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
            IsGiven = command.OfLeaving,
        };
    }
}
