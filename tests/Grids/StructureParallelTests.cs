using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.Items.SmallItems;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Commands on units, posts and fills given at the same moment on two silos, against the pure rules taken one after the other.</summary>
[OnBothDatabases]
public sealed class StructureParallelTests
{
    private static readonly string[] Posts = ["N1", "N2", "N3", "N4"], Made = ["M1", "M2", "M3"], Homes = [County, Branch, Other, .. Made];

    [Fact]
    public Task What_was_taken_at_the_same_moment_is_what_the_rules_make_of_it_in_some_order() =>
        Gen.Select(Gen.Int[0, 13], Gen.Int[0, 999], Gen.Int[0, 999]).Array[96, 96].SampleAsync(async steps =>
        {
            await using var cluster = await GridCluster.Start();
            await cluster.EnterItems();
            var model = new Model(cluster, await StateOf(cluster));
            // First a post and somebody on it, for there are scripts in which nobody ever meets one.
            foreach (var round in steps.Chunk(8).Prepend([(13, 0, 1)]).Prepend([(2, 0, 1)]))
            {
                cluster.Clock.Advance(TimeSpan.FromMinutes(5));
                List<Command> commands = [.. round.Select(step => model.Choose(step.Item1, step.Item2, step.Item3))];
                commands.Add(commands[0]);
                await model.Explain([.. await Task.WhenAll(commands.Select(model.Try))]);
            }

            await model.AssertAgrees();
            await cluster.Restart();
            await model.AssertAgrees();
        }, iter: 1, threads: 1);

    private static async Task<GridState> StateOf(GridCluster cluster) =>
        await cluster.Grid(City).GetStructure() is var structure ? new GridState { Entries = await EntriesOf(cluster) }.With(structure) : new();

    /// <summary>All that was done to any of the units and posts, in the order in which it was recorded: a row's instants only ever grow, and each is told of once.</summary>
    private static async Task<List<Entry>> EntriesOf(GridCluster cluster)
    {
        var about = await Task.WhenAll(Posts.Concat(Homes).Append(City).Append(List).Select(cluster.Grid(City).ListEntries));
        return [.. about.SelectMany(entries => entries).DistinctBy(entry => entry.Recorded).OrderBy(entry => entry.Recorded)];
    }

    private sealed record Outcome(Command Command, Entry? Entry, RefusalCode? Refusal);

    private sealed class Model(GridCluster cluster, GridState state)
    {
        private readonly Dictionary<string, StructureCommand> _told = [];
        private readonly List<Command> _said = [];
        private readonly List<(UnitCommand Command, DateTimeOffset Recorded)> _fills = [];
        private readonly List<DateTimeOffset> _known = [];
        private readonly int _before = state.Entries.Count;
        private GridState _state = state;

        private ICommandsGrain Commands => cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City));

        private DateOnly Today => _state.Settings.DateAt(cluster.Clock.GetUtcNow());

        public Command Choose(int what, int which, int dice)
        {
            if (what == 0 && _said.Count > 0) return _said[which % _said.Count];
            if (what == 1 && _said.Count > 0) return _said[which % _said.Count] with { Digest = 2 };
            var (post, unit, above) = (Posts[which % Posts.Length], Made[which % Made.Length], Homes[dice % Homes.Length]);
            var structure = new StructureCommand { Id = $"c{_said.Count}", Digest = 1, Actor = Someone(CityHead), On = dice % 4 == 0 ? Today.AddDays(-dice % 30) : null };
            var fill = new UnitCommand { Id = $"c{_said.Count}", Digest = 1, Actor = Someone(CityHead), Post = post, Person = $"P{Everyone[dice % Everyone.Length]}" };
            Command command = what switch
            {
                2 or 3 or 4 => structure with { Act = Act.CreatePost, Unit = above, Post = post, Name = "新岗位", Layer = "岗位" },
                5 => structure with { Act = Act.ClosePost, Unit = above, Post = post, Heirs = [new Heir(post, Colleague)] },
                6 or 7 => structure with { Act = Act.CreateUnit, Unit = unit, Other = above, Name = "新分局", Kind = UnitKind.Branch, Level = 3 },
                8 or 9 => structure with { Act = Act.MoveUnit, Unit = dice % 3 == 0 ? Branch : unit, Other = above },
                10 => structure with { Act = Act.CloseUnit, Unit = unit },
                11 => fill with { Act = Act.Vacate, On = Today, Until = Today, KeepsAll = true },
                _ => fill with { Act = Act.Appoint, On = Today.AddDays(dice % 3) },
            };
            _said.Add(command);
            return command;
        }

        public async Task<Outcome> Try(Command command)
        {
            try
            {
                return new(command, command is StructureCommand structure ? (await Commands.Change(structure)).Entry : (await Commands.Change((UnitCommand)command)).Entry, null);
            }
            catch (GridRuleException refusal)
            {
                return new(command, null, refusal.Code);
            }
        }

        /// <summary>The instants of the grid's entries are the order: taken one after the other the rules make the same tree, and refuse what was refused somewhere on the way.</summary>
        public async Task Explain(List<Outcome> outcomes)
        {
            foreach (var same in outcomes.Where(o => o.Entry is not null).GroupBy(o => (o.Command.Id, o.Command.Digest)))
                Assert.Single(same.Select(o => (o.Entry!.Number, o.Entry.Recorded, o.Entry.Act)).Distinct());
            foreach (var command in outcomes.Select(o => o.Command).OfType<StructureCommand>().Where(c => c.Digest == 1)) _told.TryAdd(command.Id, command);
            // Of what was first refused nothing is kept: its id with other words may be what is taken.
            foreach (var fill in outcomes.Where(o => o is { Entry: not null, Command: UnitCommand }).DistinctBy(o => o.Command.Id).Where(o => _fills.TrueForAll(f => f.Command.Id != o.Command.Id)))
                _fills.Add(((UnitCommand)fill.Command, fill.Entry!.Recorded));
            _known.Add(cluster.Clock.GetUtcNow().AddMinutes(1));
            // What is refused for open items or for whoever sits there is refused by others than the tree.
            var open = outcomes.Where(o => o is { Refusal: RefusalCode.Refused or RefusalCode.NotFound, Command: StructureCommand { Act: Act.CreatePost or Act.CreateUnit or Act.MoveUnit, Digest: 1 } }).ToList();
            open.RemoveAll(IsRightNow);
            foreach (var entry in (await EntriesOf(cluster)).Where(entry => _state.Entries.TrueForAll(known => known.Recorded < entry.Recorded)))
            {
                var command = _told[entry.Command];
                _state = StructureRules.Change(_state, command with { On = command.On ?? Today }, entry.Recorded);
                Assert.Equal((entry.Act, entry.Subject, entry.Other, entry.On, entry.Recorded), _state.Entries[^1] is var told ? (told.Act, told.Subject, told.Other, told.On, told.Recorded) : default);
                open.RemoveAll(IsRightNow);
            }

            Assert.True(open.Count == 0, $"No order explains {string.Join(", ", open)}.");

            bool IsRightNow(Outcome refused)
            {
                try
                {
                    StructureRules.Change(_state, (StructureCommand)refused.Command with { On = ((StructureCommand)refused.Command).On ?? Today }, cluster.Clock.GetUtcNow());
                    return false;
                }
                catch (GridRuleException refusal)
                {
                    return refusal.Code == refused.Refusal;
                }
            }
        }

        public async Task AssertAgrees()
        {
            Assert.True(_state.Entries.Count > _before, "Nothing was taken.");
            var structure = await cluster.Grid(City).GetStructure();
            Assert.Equal(_state.Units, structure.Units);
            Assert.Equal(_state.Posts, structure.Posts);
            var standing = structure.Posts.Where(p => p.Span.Superseded is null && p.Span.Covers(Today)).ToList();
            await GridCluster.WaitUntil(() => cluster.OverviewOf(City, City), o => o.Settled && o.Posts == standing.Count, o => $"{o.Posts} posts, not {standing.Count}");
            foreach (var unit in standing.GroupBy(p => p.Unit))
                Assert.Equal(unit.Select(p => p.Code).Order(StringComparer.Ordinal), (await cluster.Unit(City, unit.Key).GetSheet(null)).Seats.Select(s => s.Post.Code));
            Assert.Contains(_fills, fill => fill.Command.Act == Act.Appoint);
            foreach (var known in _known.Where((_, round) => round % 4 == 3).Append(DateTimeOffset.MaxValue))
                for (var day = Today.AddDays(-3); day < Today.AddDays(10); day = day.AddDays(1))
                    Assert.Equal(HoldersBy(new Moment(day, known)), await HoldersAt(new Moment(day, known), Homes.Where(home => structure.Units.Exists(u => u.Code == home))));
        }

        /// <summary>Who sits on the new posts by what was taken until then, one command after the other.</summary>
        private List<string> HoldersBy(Moment at)
        {
            List<(string Post, string Person, DateOnly From, DateOnly? To)> terms = [];
            foreach (var (command, _) in _fills.Where(fill => fill.Recorded <= at.KnownAt).OrderBy(fill => fill.Recorded))
            {
                if (command.Act == Act.Appoint) terms.Add((command.Post!, command.Person!, command.On!.Value, null));
                else
                {
                    var ending = terms.FindIndex(term => term.Post == command.Post && term.Person == command.Person && term.From <= command.Until && !(term.To < command.Until));
                    terms[ending] = terms[ending] with { To = command.Until };
                }
            }

            return [.. terms.Where(term => term.From <= at.AsOf && !(term.To < at.AsOf)).Select(term => $"{term.Post} {term.Person}").Order(StringComparer.Ordinal)];
        }

        private async Task<List<string>> HoldersAt(Moment at, IEnumerable<string> homes)
        {
            var sheets = await Task.WhenAll(homes.Select(home => cluster.Unit(City, home).GetSheet(at)));
            return [.. sheets.SelectMany(sheet => sheet.Seats).Where(seat => Posts.Contains(seat.Post.Code)).SelectMany(seat => seat.Holders.Select(fill => $"{seat.Post.Code} {fill.Person}")).Order(StringComparer.Ordinal)];
        }
    }
}
