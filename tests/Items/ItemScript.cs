using CsCheck;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Random commands, most of them such as a user may give, played against the model and a grid at once.</summary>
internal sealed class ItemScript(ItemModel model, Func<DateTimeOffset> now, Func<ItemCommand, Task<Entry>> act)
{
    private readonly List<ItemCommand> _said = [];

    /// <summary>Steps of four dice each; what they decide follows from where the items stand.</summary>
    public static Gen<(int Act, int Actor, int Item, int Dice)[]> Steps(int least, int most) =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 99_999]).Array[least, most];

    private DateOnly Today => new GridSettings().DateAt(now());

    public ItemCommand Choose((int Act, int Actor, int Item, int Dice) step)
    {
        var dice = new Dice(step.Dice);
        if (dice.Throw(12) == 0 && _said.Count > 0) return _said[step.Item % _said.Count];
        if (dice.Throw(20) == 0 && _said.Count > 0) return _said[step.Item % _said.Count] with { Digest = 2, Text = "另一件事" };

        var item = model.Items.Values.ElementAt(step.Item % model.Items.Count);
        List<Act> sensible = [.. ItemLaw.Acts.Where(a => ItemLaw.After(item.State, a) is not null)];
        var chosen = dice.Throw(6) > 0 && sensible.Count > 0 ? sensible[step.Act % sensible.Count] : ItemLaw.Acts[step.Act % ItemLaw.Acts.Length];
        if (chosen == Act.RefineItem && model.Items.Count > 60) chosen = Act.ReportItem;
        List<string> able = [.. SmallItems.Everyone.Where(p => ItemLaw.May(p, chosen, item.Key.Post, item.Parent?.Key.Post))];
        var by = dice.Throw(6) > 0 && able.Count > 0 ? able[step.Actor % able.Count] : SmallItems.Everyone[step.Actor % SmallItems.Everyone.Length];
        var command = SmallItems.Command($"c{_said.Count}", chosen, item.Key, by) with
        {
            Actor = SmallItems.Someone(by, byPerson: dice.Throw(2) == 0),
            On = dice.Throw(3) == 0 ? Today.AddDays(dice.Throw(5) switch { 0 => 1, 1 => -200, var days => -days }) : null,
            ExpectedVersion = dice.Throw(8) switch { 0 => item.Version, 1 => item.Version - 1, 2 => item.Version + 1, _ => null },
            Text = dice.Throw(9) == 0 ? " " : "按期办理",
            Percent = chosen == Act.ReportItem && dice.Throw(4) > 0 ? (step.Actor * 7 % 107) - 3 : null,
            DueOn = chosen switch { Act.ExtendItem => item.DueOn.AddDays(dice.Throw(12) - 2), Act.RefineItem when dice.Throw(2) == 0 => item.DueOn.AddDays(1 - dice.Throw(9)), _ => null },
            Approver = chosen == Act.ExtendItem && dice.Throw(3) > 0 ? SmallItems.Someone(dice.Throw(2) == 0 ? SmallItems.CityHead : SmallItems.Checker) : null,
            Post = chosen == Act.RefineItem ? SmallItems.Everyone[(step.Act + step.Actor) % SmallItems.Everyone.Length] : null,
            Measure = chosen == Act.RefineItem && dice.Throw(7) > 0 ? "逐户排查" : null,
        };
        _said.Add(command);
        return command;
    }

    /// <summary>Gives the command to both, who have to say the same.</summary>
    public async Task Play(ItemCommand command)
    {
        var known = model.Known(command);
        var refusal = known is null ? model.Refusal(command, Today) : null;
        Entry entry;
        try
        {
            entry = await act(command);
        }
        catch (GridRuleException said)
        {
            if (refusal != said.Code) throw new InvalidOperationException($"{command.Act} of {command.Key} by {command.Actor.Code} was refused as {said.Code} ({said.Message}), not {refusal?.ToString() ?? "taken"}.");
            return;
        }

        if (refusal is not null) throw new InvalidOperationException($"{command.Act} of {command.Key} by {command.Actor.Code} was taken, not refused as {refusal}: {entry}");
        var told = known ?? model.Take(command, entry.Other, Today, now());
        if (told != Told.Of(entry)) throw new InvalidOperationException($"The grid wrote {Told.Of(entry)}, and the model {told}.");
    }

    /// <summary>Moments on both clocks: around every day and instant that anything was told of, as many as wanted.</summary>
    public IEnumerable<Moment> Moments(int most)
    {
        List<DateOnly> days = [.. model.Items.Values.SelectMany(i => i.Turns).SelectMany(t => (DateOnly[])[t.On, t.On.AddDays(-1)]).Append(Today).Where(d => d >= Start).Distinct()];
        List<DateTimeOffset> instants = [.. model.Items.Values.SelectMany(i => i.Turns).SelectMany(t => (DateTimeOffset[])[t.At, t.At.AddTicks(-1)]).Append(now()).Distinct()];
        var all = days.SelectMany(day => instants.Select(instant => new Moment(day, instant))).ToList();
        return all.Where((_, place) => place % ((all.Count / most) + 1) == 0);
    }

    private sealed class Dice(int seed)
    {
        private uint _left = (uint)seed + 1;

        public int Throw(int sides)
        {
            _left = unchecked((_left * 1_664_525u) + 1_013_904_223u);
            return (int)((_left >> 16) % (uint)sides);
        }
    }
}
