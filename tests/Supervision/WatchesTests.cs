using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>Looks of a unit that lives on another silo.</summary>
public sealed class WatchesTests
{
    private readonly Watches _watches = new();
    private readonly List<SupervisionAction> _actions = [];
    private readonly List<int> _asked = [];

    [Fact]
    public async Task A_unit_elsewhere_is_asked_for_what_was_added_and_what_follows_is_kept_until_then()
    {
        _actions.AddRange([Action(1), Action(2) with { Clean = false }]);
        var (first, same) = (await Ask(), await Ask());
        _actions.Add(Action(3) with { Corrects = 1, Withdrawn = true });
        var next = await Ask();

        Assert.Same(first, same);
        Assert.Equal([true, false], Clean(first));
        Assert.Equal([false], Clean(next));
        Assert.Equal([0, 2, 2], _asked);
    }

    [Fact]
    public async Task Nobody_is_answered_from_a_copy_of_what_lives_here_by_now()
    {
        _actions.Add(Action(1));
        await Ask();
        var here = new Watch(Looks.None);
        _watches.Show(City, Branch, here);

        Assert.Same(here, await Ask());
        _watches.Withdraw(City, Branch, here);
        await Ask();

        // Gone elsewhere again, it is asked from the beginning.
        Assert.Equal([0, 0, 0], _asked);
    }

    private Task<Watch> Ask() => _watches.Ask(City, Branch, number =>
    {
        _asked.Add(number);
        return Task.FromResult(_actions.FindAll(action => action.Number > number));
    });

    private static IEnumerable<bool> Clean(Watch watch) => watch.Looks.At(Item()).Select(look => look.Clean);

    private static SupervisionAction Action(int number) => new() { Unit = Branch, Number = number, Line = "专责", By = Discipline, Clean = true, On = Start, Targets = [Item()] };
}
