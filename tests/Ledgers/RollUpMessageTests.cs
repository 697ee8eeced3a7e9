using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Numbers that climb by words that are lost, repeated and overtaken, between units that forget everything at any moment.</summary>
public sealed class RollUpMessageTests
{
    private static readonly Gen<(int What, int Which, int Dice)[]> Events = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 999], Gen.Int[0, 999]).Array[0, 120];

    [Fact]
    public void Whatever_becomes_of_the_words_the_numbers_end_as_the_recount() => Gen.Select(Some.City, Events).Sample((city, events) =>
    {
        var world = new World(city);
        foreach (var (what, which, dice) in events) world.Happen(what, which, dice);
        world.SettleDown();
        world.DeliverAll();
        world.SettleDown();

        var recount = new SomeLedgers(city, world.Lives);
        foreach (var unit in city.Outline.Units)
        {
            var (told, counted) = (world.Nodes[unit].Stand().Sum, recount[unit].Sum);
            Assert.True(told.Settled);
            Assert.Equal((counted.Units, counted.Posts, counted.VacantPosts, counted.Persons), (told.Units, told.Posts, told.VacantPosts, told.Persons));
            Assert.Equal(Counted(counted), Counted(told));
        }
    }, iter: 400);

    private static Dictionary<CellKey, int> Counted(RollUp sum) => sum.Cells.Where(cell => cell.Count != 0).ToDictionary(cell => cell.Key, cell => cell.Count);

    /// <summary>The units of a city with the rules that their grains run, and what is on its way between them.</summary>
    private sealed class World
    {
        private readonly List<ItemKey> _items;
        private readonly Dictionary<ItemKey, ItemLife> _lives = [];
        private readonly List<RollUp> _words = [];
        private long _now = 100;
        private int _restarts;

        public World(SomeCity city)
        {
            var ledgers = new SomeLedgers(city);
            _items = [.. city.Survey().Rows.Where(row => row.Seat is not null).Select(row => row.ItemKey)];
            Nodes = city.Outline.Units.ToDictionary(unit => unit, unit => new Node(city, ledgers, unit, () => _lives.Values));
        }

        public Dictionary<string, Node> Nodes { get; }

        public Dictionary<ItemKey, ItemLife>.ValueCollection Lives => _lives.Values;

        public void Happen(int what, int which, int dice)
        {
            var node = Nodes.Values.ElementAt(which % Nodes.Count);
            switch (what)
            {
                case 0 or 1 or 2 when _items.Count > 0:
                    var item = _items[which % _items.Count];
                    var state = (ItemState)(dice % Enum.GetValues<ItemState>().Length);
                    _lives[item] = new ItemLife { Key = item, Revision = dice, Changes = [new LifeChange { On = new DateOnly(2026, 1, 1), State = state, Under = 0 }] };
                    foreach (var any in Nodes.Values) any.Recount();
                    break;
                case 3 or 4 or 5 or 6:
                    if (node.Parent is not null) _words.Add(node.Stand().Sum);
                    break;
                case 7 or 8 or 9 when _words.Count > 0:
                    Deliver(dice % _words.Count, isHeard: true, isKept: false);
                    break;
                case 10 when _words.Count > 0:
                    Deliver(dice % _words.Count, isHeard: false, isKept: false);
                    break;
                case 11 when _words.Count > 0:
                    Deliver(dice % _words.Count, isHeard: true, isKept: true);
                    break;
                case 12 when _words.Count > 0:
                    _words.RemoveAt(dice % _words.Count);
                    break;
                case 13:
                    // On another machine, whose clock need not be ahead. Then the last words of the one before are gone: they expire before a silo is given up for dead.
                    // No two begin at one instant, nor where a step beyond one's own word leads.
                    if (!node.Restart((((_now += 10) + (dice % 60) - 30) * 1_000_000) + (_restarts++ * 1000))) _words.RemoveAll(word => Nodes[word.Unit] == node);
                    break;
                case 14 or 15:
                    node.Beat(Nodes);
                    break;
            }
        }

        /// <summary>Beats until nobody has anything to say.</summary>
        public void SettleDown()
        {
            for (var round = 0; Beat(); round++)
                Assert.True(round < 4 * (Nodes.Count + 2), "The units never come to rest.");
        }

        /// <summary>One beat of every unit, those below first. Whether any of them said anything.</summary>
        private bool Beat()
        {
            var hasSaid = false;
            foreach (var node in Nodes.Values.Reverse()) hasSaid |= node.Beat(Nodes);
            return hasSaid;
        }

        /// <summary>Whatever is still on its way arrives after all.</summary>
        public void DeliverAll()
        {
            while (_words.Count > 0) Deliver(_words.Count - 1, isHeard: true, isKept: false);
        }

        private void Deliver(int place, bool isHeard, bool isKept)
        {
            var word = _words[place];
            if (!isKept) _words.RemoveAt(place);
            var sender = Nodes[word.Unit];
            var held = Nodes[sender.Parent!].Receive(word);
            if (isHeard) sender.Answered(word, held);
        }
    }

    private sealed class Node(SomeCity city, SomeLedgers ledgers, string unit, Func<IReadOnlyCollection<ItemLife>> lives)
    {
        private readonly Dictionary<string, RollUp> _below = [];
        private readonly HashSet<string> _answered = [];
        private RunningSum _running = new();
        private Standing? _shown;
        private RollUp? _reported;
        private long _epoch = 1;
        private long _number;

        public string? Parent => city.Outline.Unit(unit).Parent;

        public Standing Stand() => _shown ??= new Standing(ledgers.PageOf(unit, lives()), _below, ledgers.BriefOf(unit), _epoch, ++_number, _running);

        public void Recount() => _shown = null;

        /// <summary>Forgets everything. Whether it counts from later on than before.</summary>
        public bool Restart(long epoch)
        {
            var isLater = epoch > _epoch;
            _below.Clear();
            _answered.Clear();
            (_running, _shown, _reported, _epoch, _number) = (new(), null, null, epoch, 0);
            return isLater;
        }

        public RollUp Receive(RollUp child)
        {
            if (RollUps.Keep(_below, child)) _shown = null;
            return _below[child.Unit];
        }

        public void Answered(RollUp sent, RollUp held)
        {
            if (held.IsNewerThan(sent)) Rise(held);
            else _reported = sent;
        }

        /// <summary>Asks the children that it has to, and reports. Whether it said anything.</summary>
        public bool Beat(Dictionary<string, Node> nodes)
        {
            var standing = Stand();
            var owing = standing.Children.Where(child => RollUps.IsToBeTold(child, standing.Page.Below, isBeat: true, _answered.Contains(child.Unit))).ToList();
            foreach (var child in owing)
            {
                Receive(nodes[child.Unit].Stand().Sum);
                _answered.Add(child.Unit);
            }

            var sum = Stand().Sum;
            if (Parent is null || ReferenceEquals(sum, _reported)) return owing.Count > 0;
            Answered(sum, nodes[Parent].Receive(sum));
            return true;
        }

        // A grain hears the answer before it says more. Here words lie about, and an answer to an earlier one says nothing unless it is above the newest.
        private void Rise(RollUp held)
        {
            if ((held.Epoch, held.Number).CompareTo((_epoch, _number)) > 0) ((_epoch, _number), _shown) = (RollUps.Above(held), null);
        }
    }
}
