using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Reminding on two silos and a real database: six days before the heads' items are due, and from there on.</summary>
public sealed class ReminderTests : IAsyncLifetime
{
    private const string Elsewhere = "112";

    private static readonly string[] Reminded = [City, County, Branch, Other];
    private static readonly ItemKey Item = ItemOf(CountyHead);

    private GridCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GridCluster.Start(Noon(24));
        await _cluster.EnterItems();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [OnBothDatabases]
    public async Task The_root_reminds_by_itself_with_one_write_a_ledger_and_none_on_a_repeat()
    {
        Assert.Equal(0, await Sweep());
        await OnDay(25, Rung.Before);
        Assert.Equal(Rows(Reminded), Written());

        Assert.Equal(0, await Sweep());
        _cluster.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await Sweep());
        Assert.Equal(Rows(Reminded), Written());

        await OnDay(30, Rung.DueDay);
        Assert.Equal(Rows([.. Reminded, .. Reminded]), Written());
        Assert.Equal([Rung.Before, Rung.DueDay], (await Given(Item)).Select(g => g.Reminder.Rung));
        Assert.Empty(await Given(ItemOf(Worker)));
    }

    [Fact]
    public async Task A_silo_that_is_going_down_asks_no_unit_any_more()
    {
        foreach (var silo in _cluster.Silos.Silos) silo.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        _cluster.Clock.SetUtcNow(Noon(25));

        var refusal = await Assert.ThrowsAsync<GridRuleException>(Sweep);

        Assert.Equal(RefusalCode.Unavailable, refusal.Code);
        Assert.Empty(Written());
    }

    [Fact]
    public async Task Whoever_answers_for_the_unit_is_told_of_what_is_overdue()
    {
        await _cluster.Unit(City, County).Record(new UnitFacts { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = CityHead, Target = County, Span = new Span { From = Start } }] });
        await OnDay(28, Rung.Before);
        await OnDay(31, Rung.Overdue);

        Assert.Equal(["110-1", "110-1 100-1"], (await Given(Item)).Select(g => string.Join(' ', g.To)));
        Assert.Equal(["120-1", "120-1 100-1"], (await Given(ItemOf(Stranger))).Select(g => string.Join(' ', g.To)));
    }

    [Fact]
    public async Task Whatever_is_overdue_is_told_one_step_above_and_waits_there_in_the_queue()
    {
        var worker = Place(Office, "岗位", 2);
        await _cluster.Grid(City).Enter([], [worker]);
        await _cluster.Unit(City, Office).Record(Facts(worker) with { Links = [new Link { Kind = LinkKind.AnswersFor, Subject = OfficeHead, Target = Office, Span = new Span { From = Start } }] });
        await _cluster.List(City, List).Draft([Duty("2026-91", "部门负责人", [2], new DateOnly(2026, 6, 28)), Duty("2026-92", "岗位", [4], new DateOnly(2026, 6, 28))], newVersion: true, whole: false);
        await _cluster.Issue(City, List);
        ItemKey ofOffice = new(City, List, "2026-91", OfficeHead), ofWorker = new(City, List, "2026-92", worker.Code);
        foreach (var item in (ItemKey[])[ofOffice, ofWorker]) await Patience.Until("the item of the department", () => _cluster.Ledger(City, Office).GetItem(item));
        await OnDay(31, Rung.Overdue);

        foreach (var (item, unit, above) in ((ItemKey, string, string?)[])[(ofWorker, Office, OfficeHead), (ofOffice, Office, CountyHead), (ItemOf(BranchHead), Branch, CountyHead), (Item, County, CityHead), (ItemOf(CityHead), City, null)])
        {
            var overdue = await Patience.Until($"that {item} is overdue", async () => (await Given(item, unit)).Find(g => g.Reminder.Rung == Rung.Overdue));
            Assert.Equal((string[])[item.Post, .. above is null ? [] : (string[])[above]], overdue.To);
            if (above is not null) await Patience.Until<object>($"{item} in the queue of {above}", async () => (await _cluster.Graph(City).GetQueue(above, 25)).Overdue.Items.Exists(i => i.Key == item) ? item : null);
        }
    }

    [Fact]
    [OnBothDatabases]
    public async Task What_was_given_is_there_after_a_stop_and_not_given_again()
    {
        await OnDay(25, Rung.Before);
        var before = (await Given(Item)).Select(g => g.Reminder);

        await _cluster.Restart();
        await _cluster.WaitUntilSettled(City);

        Assert.Equal(before, (await Given(Item)).Select(g => g.Reminder));
        Assert.Equal(0, await Sweep());
        Assert.Equal(Rows(Reminded), Written());
    }

    [Fact]
    [OnBothDatabases]
    public async Task A_ledger_that_cannot_write_keeps_nobody_else_waiting_and_reminds_the_same_day()
    {
        _cluster.Faults.Fail(GridKeys.Unit(City, County), "ledger", 1);
        _cluster.Clock.SetUtcNow(Noon(25));
        await Patience.Until("the others reminded", async () => Written().Length >= 3 && _cluster.Faults.IsSpent(GridKeys.Unit(City, County), "ledger") ? await Given(ItemOf(Stranger)) : null);

        await Patience.Until<object>("everybody reminded", () => Task.FromResult<object?>(Written().Length == Reminded.Length ? Written() : null));

        Assert.Equal(Rows(Reminded), Written());
        Assert.Single(await Given(Item));
    }

    [Fact]
    public async Task Who_was_reminded_and_moved_then_is_counted_apart()
    {
        await _cluster.Do("a", Act.AcceptItem, ItemOf(Stranger), Stranger);
        await OnDay(25, Rung.Before);
        _cluster.Clock.Advance(TimeSpan.FromHours(1));
        await _cluster.Do("b", Act.AcceptItem, Item, CountyHead);

        var overview = await GridCluster.WaitUntil(() => _cluster.OverviewOf(City, City), o => o.ByActivity.Count == 4, o => string.Join(' ', o.ByActivity));

        Assert.Equal([(ItemActivity.None, 2), (ItemActivity.Dormant, 2), (ItemActivity.Prompted, 1), (ItemActivity.ByItself, 1)], overview.ByActivity.Select(t => (t.Of, t.Count)));
        Assert.Equal(overview.Items, overview.ByActivity.Sum(t => t.Count));
    }

    [Fact]
    [OnBothDatabases]
    public async Task A_post_that_moves_takes_along_who_was_reminded()
    {
        await OnDay(25, Rung.Before);
        var before = await Given(ItemOf(BranchHead));
        await _cluster.Grid(City).Enter([Unit(Elsewhere, County, 3, UnitKind.Branch)], []);

        await Do(new StructureCommand { Id = "m", Act = Act.MergeUnits, Unit = Branch, Other = Elsewhere, On = new(2026, 6, 25), Actor = Someone(CityHead) });

        await StaysWith(before, ItemOf(BranchHead));
        _cluster.Clock.SetUtcNow(Noon(30));
        await Patience.Until("the next rung", async () => (await Given(ItemOf(BranchHead), Elsewhere)).Find(g => g.Reminder.Rung == Rung.DueDay));
        Assert.Equal([25, 30], (await Given(ItemOf(BranchHead), Elsewhere)).Select(g => g.Reminder.On.Day));
    }

    [Fact]
    public async Task An_heir_in_another_unit_is_not_reminded_of_what_the_closed_post_was()
    {
        await _cluster.Do("a", Act.AcceptItem, ItemOf(BranchHead), BranchHead);
        await OnDay(25, Rung.Before);
        var before = await Given(ItemOf(BranchHead));
        var heir = Place(Elsewhere);
        await _cluster.Grid(City).Enter([Unit(Elsewhere, County, 3, UnitKind.Branch)], [heir]);
        await _cluster.Unit(City, Elsewhere).Record(Facts(heir));
        _cluster.Clock.SetUtcNow(Noon(27));
        await _cluster.Unit(City, Branch).Change(new UnitCommand { Id = "v", Act = Act.Vacate, KeepsAll = true, Post = BranchHead, Person = $"P{BranchHead}", On = new(2026, 6, 26), Until = new(2026, 6, 26), Actor = Someone(CityHead) });

        await Do(new StructureCommand { Id = "x", Act = Act.ClosePost, Unit = Branch, Post = BranchHead, Heirs = [new Heir(BranchHead, heir.Code)], On = new(2026, 6, 26), Actor = Someone(CityHead) });

        await StaysWith(before, ItemOf(BranchHead));
        _cluster.Clock.SetUtcNow(Noon(30));
        await Patience.Until("the next rung", async () => (await Given(ItemOf(BranchHead), Elsewhere)).Find(g => g.Reminder.Rung == Rung.DueDay));
        Assert.Equal([BranchHead, heir.Code], (await Given(ItemOf(BranchHead), Elsewhere)).Select(g => Assert.Single(g.To)));
    }

    [Fact]
    public async Task An_heir_in_another_unit_is_not_reminded_of_what_was_reminded_between_an_announced_closing_and_its_day()
    {
        await _cluster.Do("a", Act.AcceptItem, ItemOf(BranchHead), BranchHead);
        var heir = Place(Elsewhere);
        await _cluster.Grid(City).Enter([Unit(Elsewhere, County, 3, UnitKind.Branch)], [heir]);
        await _cluster.Unit(City, Elsewhere).Record(Facts(heir));
        await Commands.Change(new UnitCommand { Id = "v", Act = Act.Vacate, KeepsAll = true, Post = BranchHead, Person = $"P{BranchHead}", On = new(2026, 6, 26), Until = new(2026, 6, 26), Actor = Someone(CityHead) });
        await Do(new StructureCommand { Id = "x", Act = Act.ClosePost, Unit = Branch, Post = BranchHead, Heirs = [new Heir(BranchHead, heir.Code)], On = new(2026, 6, 26), Actor = Someone(CityHead) });
        await OnDay(25, Rung.Before);
        var before = await Given(ItemOf(BranchHead));
        Assert.Single(before);

        _cluster.Clock.SetUtcNow(Noon(27));

        await StaysWith(before, ItemOf(BranchHead));
    }

    [Fact]
    public async Task Whoever_is_in_charge_of_a_department_does_not_answer_for_it()
    {
        await _cluster.Unit(City, Office).Record(new UnitFacts
        {
            Links =
            [
                new Link { Kind = LinkKind.InCharge, Subject = CountyHead, Target = Office, Span = new Span { From = Start } },
                new Link { Kind = LinkKind.AnswersFor, Subject = CityHead, Target = Office, Span = new Span { From = Start } },
            ],
        });
        await _cluster.List(City, List).Draft([Duty("2026-91", "部门负责人", [2], new DateOnly(2026, 6, 28))], newVersion: true, whole: false);
        await _cluster.Issue(City, List);
        var item = new ItemKey(City, List, "2026-91", OfficeHead);
        await Patience.Until("the item of the department", () => _cluster.Ledger(City, Office).GetItem(item));
        _cluster.Clock.SetUtcNow(Noon(29));

        var overdue = await Patience.Until("what is overdue", async () => (await Given(item, Office)).Find(g => g.Reminder.Rung == Rung.Overdue));

        Assert.Equal([OfficeHead, CityHead], overdue.To);
    }

    /// <summary>In the other ledger it is given as it was, and nobody is reminded of it again.</summary>
    private async Task StaysWith(List<GivenReminder> before, ItemKey item)
    {
        await Patience.Until("the item in the other unit", () => _cluster.Ledger(City, Elsewhere).GetItem(item));
        await Sweep();
        await Sweep();
        Assert.Equal(before.Select(g => (g.Reminder.DueOn, g.Reminder.Rung, g.Reminder.On, g.Reminder.At)), (await Given(item, Elsewhere)).Select(g => (g.Reminder.DueOn, g.Reminder.Rung, g.Reminder.On, g.Reminder.At)));
    }

    private ICommandsGrain Commands => _cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

    private Task<StructureReply> Do(StructureCommand command) => Commands.Change(command);

    private static DateTimeOffset Noon(int dayOfJune) => new DateTimeOffset(2026, 6, 1, 4, 0, 0, TimeSpan.Zero).AddDays(dayOfJune - 1);

    private static string[] Rows(string[] units) => [.. units.Select(unit => GridKeys.Unit(City, unit)).Order(StringComparer.Ordinal)];

    /// <summary>The ledgers that were written for reminding: what was adopted came before. Nothing but ledgers is.</summary>
    private string[] Written()
    {
        var writes = _cluster.Faults.Writes.ToList();
        Assert.DoesNotContain(writes, w => w.EndsWith(" item", StringComparison.Ordinal));
        var adopted = Units.Select(u => $"{GridKeys.Unit(City, u.Code)} ledger");
        return [.. writes.Where(w => w.EndsWith(" ledger", StringComparison.Ordinal)).GroupBy(w => w).SelectMany(g => g.Skip(adopted.Count(a => a == g.Key))).Select(w => w[..^" ledger".Length]).Order(StringComparer.Ordinal)];
    }

    private async Task OnDay(int dayOfJune, Rung rung)
    {
        _cluster.Clock.SetUtcNow(Noon(dayOfJune));
        foreach (var head in (string[])[CityHead, CountyHead, BranchHead, Stranger])
            await Patience.Until($"{rung} for {head}", async () => (await Given(ItemOf(head))).Find(g => g.Reminder.Rung == rung));
    }

    private Task<int> Sweep() => _cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();

    private Task<List<GivenReminder>> Given(ItemKey item, string? unit = null) => _cluster.Grains.GetGrain<IItemsGrain>(GridKeys.Unit(City, unit ?? UnitOf(item))).ListReminders(item);
}
