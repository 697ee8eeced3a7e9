using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>The rules against the model: thousands of random lives, read on both clocks.</summary>
public sealed class ItemModelTests
{
    [Fact]
    public Task Rules_and_model_agree_on_every_command_and_date() => ItemScript.Steps(1, 80).SampleAsync(Play, iter: 2000);

    private static async Task Play((int Act, int Actor, int Item, int Dice)[] steps)
    {
        var grid = new PureItems();
        var model = new ItemModel(SmallItems.ItemsOf(1));
        var script = new ItemScript(model, () => grid.Now, command => Task.FromResult(grid.Do(command)));
        foreach (var step in steps)
        {
            grid.Now = grid.Now.AddHours(step.Dice % 3 * 9);
            await script.Play(script.Choose(step));
        }

        List<Moment> moments = [.. script.Moments(150)];
        foreach (var item in model.Items.Values)
        {
            var stored = grid.Stored.GetValueOrDefault(item.Key) ?? new();
            var row = grid.Find(item.Key)!;
            Assert.Equal(item.History, stored.Entries.Select(Told.Of));
            Assert.Equal((item.State, item.DueOn, item.Version), (row.State, row.DueOn, row.View.Version));
            Assert.Equal(model.ChildrenOf(item).Select(c => c.Key), stored.Charges.Select(c => c.Key));
            Assert.Equal(item.History.Exists(told => told.Act == Act.ReportItem) || model.ChildrenOf(item).Any(), Lives.HasWords(stored.Life));
            foreach (var at in moments)
                if ((item.At(at) ?? (ItemState.Pending, row.Duty.DueOn)) != Read(stored.Life, row.Duty, at)) Assert.Fail($"{item.Key} at {at}: {Read(stored.Life, row.Duty, at)}, not {item.At(at)}");
        }

        foreach (var at in script.Moments(2)) AssertCounted(model, at, grid.Survey(at));
    }

    private static (ItemState, DateOnly) Read(ItemLife life, Duty duty, Moment at) =>
        Lives.At(life, duty, at) is { } turn ? (turn.State, turn.DueOn ?? duty.DueOn) : (ItemState.Pending, duty.DueOn);

    private static void AssertCounted(ItemModel model, Moment at, Survey survey)
    {
        var there = model.Items.Values.Where(i => i.At(at) is not null).ToDictionary(i => i.Key, i => i.At(at)!.Value);
        var rows = survey.Rows.ToDictionary(r => r.ItemKey, r => (r.State, r.DueOn));
        Assert.Equal(there.OrderBy(i => i.Key.ToString()), rows.OrderBy(i => i.Key.ToString()));

        var overview = Overviews.Of(survey.Count(SmallGrid.City), survey.Outline, survey.DutyOf, null, []);
        Assert.Equal(there.Values.Where(i => i.State != ItemState.Retired).GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => new Tally<ItemState>(g.Key, g.Count())), overview.ByState);
        Assert.Equal(there.Values.Count(i => i.DueOn < at.AsOf && i.State is not (ItemState.Closed or ItemState.Retired)), overview.Overdue);
    }
}
