using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>Two silos on a real database against the model: random lives with restarts, and commands at the same moment.</summary>
[OnBothDatabases]
public sealed class ItemClusterTests
{
    private const int Pairs = 4;

    [Fact]
    public Task Cluster_and_model_agree_on_every_item_and_date() => ItemScript.Steps(200, 200).SampleAsync(async steps =>
    {
        await using var world = await World.Start();
        foreach (var (turn, step) in steps.Index())
        {
            world.Cluster.Clock.Advance(TimeSpan.FromHours(step.Dice % 3 * 9));
            var command = world.Script.Choose(step);
            if (turn % 9 == 0) await world.Cluster.Silos.DeactivateAsync(world.Cluster.Grains.GetGrain<IResponsibilityItemGrain>(GridKeys.Item(command.Key)));
            if (turn % 40 == 20) await world.Cluster.Silos.DeactivateAsync(world.Cluster.Ledger(City, UnitOf(command.Key)));
            if (turn == 80) await world.Cluster.Restart();
            await world.Script.Play(command);
            await world.AssertReads(command.Key);
        }

        await world.AssertAgrees(moments: 12);
        await world.Cluster.Restart();
        await world.AssertAgrees(moments: 2);
    }, iter: 1, threads: 1);

    [Fact]
    public async Task A_command_that_waits_at_the_store_keeps_no_other_from_it()
    {
        await using var cluster = await GridCluster.Start();
        await cluster.EnterItems();
        var held = ItemOf(Worker);
        cluster.Faults.Block(GridKeys.Item(held), "item");
        // More than there are workers for commands, on both silos together.
        var waiting = Enumerable.Range(0, 2 * (2 * Environment.ProcessorCount)).Select(number => cluster.Do($"waits-{number}", Act.AcceptItem, held, Worker)).ToList();

        await cluster.Do("goes", Act.AcceptItem, ItemOf(Stranger), Stranger);

        Assert.DoesNotContain(waiting, command => command.IsCompleted);
        cluster.Faults.Unblock(GridKeys.Item(held), "item");
        Assert.Single(await Task.WhenAll(waiting.Select(IsTaken)), true);

        static async Task<bool> IsTaken(Task<ItemReply> command)
        {
            try
            {
                await command;
                return true;
            }
            catch (GridRuleException)
            {
                return false;
            }
        }
    }

    [Fact]
    public Task What_was_accepted_at_the_same_moment_is_explained_by_some_order() => ItemScript.Steps(120, 120).SampleAsync(async steps =>
    {
        await using var world = await World.Start();
        foreach (var round in steps.Chunk(8))
        {
            world.Cluster.Clock.Advance(TimeSpan.FromHours(5));
            // Half of them meet at one item; one is told twice. Parents and children depend on each other and stand aside.
            var meeting = round[0].Item;
            List<ItemCommand> commands = [.. round.Select((step, place) => world.Script.Choose(place % 2 == 0 ? step with { Item = meeting } : step)).Where(c => world.Model.Items[c.Key] is { Parent: null } item && !world.Model.ChildrenOf(item).Any())];
            if (commands.Count > 0) commands.Add(commands[0]);
            var outcomes = await Task.WhenAll(commands.Select(world.Try));
            foreach (var item in outcomes.GroupBy(o => o.Command.Key)) world.Explain(item.Key, [.. item]);
        }

        await world.AssertAgrees(moments: 2);
    }, iter: 1, threads: 1);

    private sealed record Outcome(ItemCommand Command, Entry? Entry, RefusalCode? Refusal);

    private sealed class World(GridCluster cluster) : IAsyncDisposable
    {
        public GridCluster Cluster => cluster;

        public ItemModel Model { get; } = new(ItemsOf(Pairs));

        public ItemScript Script => field ??= new(Model, cluster.Clock.GetUtcNow, async command => (await cluster.Do(command)).Entry);

        private DateOnly Today => new GridSettings().DateAt(cluster.Clock.GetUtcNow());

        public static async Task<World> Start()
        {
            var cluster = await GridCluster.Start();
            await cluster.EnterItems(Pairs);
            return new(cluster);
        }

        public async Task<Outcome> Try(ItemCommand command)
        {
            try
            {
                return new(command, (await cluster.Do(command)).Entry, null);
            }
            catch (GridRuleException refusal)
            {
                return new(command, null, refusal.Code);
            }
        }

        /// <summary>The entries' own numbers are the order: taken one after the other the model writes the same, and each refusal is right between two of them.</summary>
        public void Explain(ItemKey key, List<Outcome> outcomes)
        {
            var open = outcomes.Where(o => o.Refusal is not null).ToList();
            open.RemoveAll(IsRightNow);
            foreach (var taken in outcomes.Where(o => o.Entry is not null).OrderBy(o => o.Entry!.Number))
            {
                var told = Model.Known(taken.Command);
                if (told is null && Model.Refusal(taken.Command, Today) is { } refusal) Assert.Fail($"{refusal} was due to {taken}");
                Assert.Equal(told ?? Model.Take(taken.Command, taken.Entry!.Other, Today, cluster.Clock.GetUtcNow()), Told.Of(taken.Entry!));
                open.RemoveAll(IsRightNow);
            }

            Assert.True(open.Count == 0, $"No order explains why {key} refused {string.Join(", ", open)}.");

            bool IsRightNow(Outcome refused) => Model.Known(refused.Command) is null && Model.Refusal(refused.Command, Today) == refused.Refusal;
        }

        /// <summary>A unit reads its own writes.</summary>
        public async Task AssertReads(ItemKey key)
        {
            if (!Model.Items.TryGetValue(key, out var item)) return;
            var view = (await cluster.Read(key))!;
            Assert.Equal((item.State, item.DueOn, item.Version), (view.State, view.DueOn, view.Version));
        }

        public async Task AssertAgrees(int moments)
        {
            foreach (var item in Model.Items.Values)
            {
                await AssertReads(item.Key);
                Assert.Equal(item.History, (await cluster.HistoryOf(item.Key)).Select(Told.Of));
            }

            var now = Model.Items.Values.Select(i => (i.State, i.DueOn)).ToList();
            await GridCluster.WaitUntil(() => cluster.OverviewOf(City, City), o => o.Settled && Counts(o) == Counts(now, Today), o => $"counted {Counts(o)}, not {Counts(now, Today)}");
            foreach (var at in Script.Moments(moments))
            {
                var there = Model.Items.Values.Where(i => i.At(at) is not null).ToDictionary(i => i.Key, i => i.At(at)!.Value);
                Assert.Equal(Counts(there.Values, at.AsOf), Counts(await cluster.Graph(City).GetOverview(City, null, at)));
                var rows = await cluster.Graph(City).ListItems(City, new ItemQuery { First = 1000 }, at);
                Assert.Equal(
                    there.Where(i => i.Value.State != ItemState.Retired).Select(i => $"{i.Key} {i.Value}").Order(StringComparer.Ordinal),
                    rows.Items.Select(i => $"{i.Key} {(i.State, i.DueOn)}").Order(StringComparer.Ordinal));
            }
        }

        public ValueTask DisposeAsync() => cluster.DisposeAsync();

        private static string Counts(Overview o) => $"{o.Items} items, {o.Overdue} overdue: {string.Join(", ", o.ByState.Select(t => $"{t.Of} {t.Count}"))}";

        private static string Counts(IEnumerable<(ItemState State, DateOnly DueOn)> items, DateOnly day)
        {
            var counted = items.Where(i => i.State != ItemState.Retired).ToList();
            return $"{counted.Count} items, {counted.Count(i => i.DueOn < day && i.State != ItemState.Closed)} overdue: {string.Join(", ", counted.GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}";
        }
    }
}
