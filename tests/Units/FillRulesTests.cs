using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Whatever is commanded, a post reads as a plain list of facts does, on both clocks.</summary>
public sealed class FillRulesTests
{
    private const int Days = 40;
    private static readonly string Head = $"{Branch}-1";
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Structure Structure = new() { Grid = City, Version = 1, Units = Tree, Posts = [Place(Branch)] };
    private static readonly UnitState Empty = UnitRules.Record(new(), Facts(Place(Branch)) with { Fills = [] }, DateTimeOffset.MinValue).Next with { Entries = [] };

    [Fact]
    public void Two_sole_holders_never_sit_on_one_day() => Said.Sample(said =>
    {
        var state = Empty;
        foreach (var (turn, command) in said.Index()) state = Take(state, command, turn) ?? state;

        for (var known = 0; known <= said.Length; known++)
            for (var day = 0; day < Days; day++)
            {
                var sitting = HoldersOn(state, day, known);
                Assert.True(sitting.Count(f => f is { Kind: FillKind.Holder, Shared: false }) <= 1, $"two sole holders on day {day}");
                Assert.True(sitting.Count(f => f.Kind == FillKind.Acting) <= 1, $"two covers on day {day}");
                Assert.Equal(sitting.Count, sitting.Select(f => f.Person).Distinct().Count());
            }
    }, iter: 2000);

    [Fact]
    public void Both_clocks_read_as_days_written_one_by_one_do() => Said.Sample(said =>
    {
        // The oracle knows nothing of spans: for every day who sits there, a copy for every command.
        var state = Empty;
        var pages = new List<List<(string Person, FillKind Kind)>[]> { Blank() };
        foreach (var (turn, command) in said.Index())
        {
            var page = pages[^1].Select(day => day.ToList()).ToArray();
            if (Take(state, command, turn) is { } next)
            {
                Write(page, state, command);
                state = next;
            }

            pages.Add(page);
        }

        for (var known = 0; known < pages.Count; known++)
            for (var day = 0; day < Days; day++)
                Assert.Equal(pages[known][day].Order(), HoldersOn(state, day, known).Select(f => (f.Person, f.Kind)).Order());
    }, iter: 1000);

    [Fact]
    public void A_refused_command_changes_nothing_and_a_taken_one_is_written_down_once() => Said.Sample(said =>
    {
        var state = Empty;
        var taken = 0;
        foreach (var (turn, command) in said.Index())
        {
            if (Take(state, command, turn) is not { } next) continue;
            taken++;
            Assert.Equal((state.Version + 1, state.VersionOf(Head) + 1), (next.Version, next.VersionOf(Head)));
            Assert.Equal(next.VersionOf(Head), next.Entries[^1].Version);
            Assert.Empty(state.Fills.Select(f => f with { Span = f.Span with { Superseded = null } }).Except(next.Fills.Select(f => f with { Span = f.Span with { Superseded = null } })));
            state = next;
        }

        Assert.Equal(taken, state.Entries.Count);
    }, iter: 500);

    [Fact]
    public void The_part_that_a_correction_does_not_name_stays()
    {
        var state = Take(Empty, Appoint("A", 0, null), 0)!;

        state = Take(state, Appoint("A", 0, null) with { Act = Act.CorrectFill, Since = Day(0), Right = "B", On = Day(10), Until = Day(19) }, 1)!;

        Assert.Equal("A A B B A", string.Join(' ', ((int[])[0, 9, 10, 19, 20]).Select(day => HoldersOn(state, day, 2).Single().Person)));
    }

    private static Gen<UnitCommand[]> Said =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 15], Gen.Bool).Select((act, person, other, from, length, open) => act switch
        {
            0 or 1 => Appoint($"P{person}", from, open ? null : from + length),
            2 => Appoint($"P{person}", from, from + length) with { Kind = FillKind.Acting },
            3 => new UnitCommand { Act = Act.Vacate, Post = Head, Person = $"P{person}", On = Day(from) },
            _ => new UnitCommand { Act = Act.CorrectFill, Post = Head, Person = $"P{person}", Name = $"P{other}", Right = $"P{other}", Since = Day(length), On = Day(from), Until = open ? null : Day(from + length) },
        }).Array[1, 14];

    private static UnitCommand Appoint(string person, int from, int? to) =>
        new() { Act = Act.Appoint, Post = Head, Person = person, Name = person, On = Day(from), Until = to is { } last ? Day(last) : null };

    private static DateOnly Day(int day) => new DateOnly(2026, 1, 1).AddDays(day);

    private static UnitState? Take(UnitState state, UnitCommand command, int turn)
    {
        try
        {
            return UnitRules.Change(state, Branch, command with { Id = $"{turn}", Name = command.Name ?? command.Person }, Structure, Begin.AddHours(turn));
        }
        catch (GridRuleException)
        {
            return null;
        }
    }

    private static List<Fill> HoldersOn(UnitState state, int day, int known) =>
        [.. state.Fills.Where(f => f.Span.Holds(new Moment(Day(day), Begin.AddHours(known - 1))))];

    private static List<(string, FillKind)>[] Blank() => [.. Enumerable.Range(0, Days).Select(_ => new List<(string, FillKind)>())];

    private static void Write(List<(string Person, FillKind Kind)>[] page, UnitState before, UnitCommand command)
    {
        bool Within(int day, DateOnly? from, DateOnly? to) => (from is null || Day(day) >= from) && (to is null || Day(day) <= to);
        var meant = before.Fills.Where(f => f.Span.Superseded is null && f.Person == command.Person).OrderBy(f => f.Kind)
            .FirstOrDefault(f => command.Act == Act.Vacate ? f.Span.Covers(command.On!.Value) : f.Span.From == command.Since);
        for (var day = 0; day < Days; day++)
        {
            if (command.Act == Act.Appoint && Within(day, command.On, command.Until)) page[day].Add((command.Person!, command.Kind ?? FillKind.Holder));
            if (command.Act == Act.Vacate && Within(day, command.On!.Value.AddDays(1), null) && meant!.Span.Covers(Day(day))) page[day].Remove((command.Person!, meant.Kind));
            if (command.Act != Act.CorrectFill) continue;
            var right = Within(day, command.On, command.Until ?? meant!.Span.To);
            if (meant!.Span.Covers(Day(day)) && (right || command.Right == command.Person)) page[day].Remove((command.Person!, meant.Kind));
            if (right) page[day].Add((command.Right!, meant.Kind));
        }
    }
}
