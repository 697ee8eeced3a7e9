using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>What is foreseen of a vacancy is what the command brings about, whoever sits there and in what manner.</summary>
public sealed class ForecastRulesTests
{
    private static readonly DateOnly On = new(2026, 11, 30);

    [Fact]
    public void A_sheet_with_somebody_gone_reads_as_after_the_command()
    {
        var structure = new Structure { Grid = City, Version = 1, Units = Tree, Posts = [.. Enumerable.Range(1, 4).Select(n => Place(Branch, "岗位", n))] };
        var outline = new Outline(structure, new Moment(On.AddDays(1), DateTimeOffset.MaxValue));
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var state = UnitRules.Record(new(), Facts([.. structure.Posts]) with { Fills = [.. structure.Posts.SelectMany(p => Fills(p.Code, random))] }, DateTimeOffset.UnixEpoch).Next;
            var before = UnitRules.SheetAt(Branch, state, outline.At, outline);
            foreach (var (post, person) in before.Seats.SelectMany(s => s.Holders.Select(f => (s.Post.Code, f.Person))))
            {
                if (!state.Fills.Exists(f => f.Post == post && f.Person == person && f.Span.Covers(On) && f.Span.To != On)) continue;
                var done = UnitRules.Change(state, Branch, new UnitCommand { Id = "v", Act = Act.Vacate, Post = post, Person = person, On = On }, structure, GridCluster.Noon);

                var foreseen = ForecastRules.Vacated(before, post, [person], outline);

                Assert.Equal(Read(UnitRules.SheetAt(Branch, done, outline.At, outline)), Read(foreseen));
            }
        }
    }

    private static IEnumerable<Fill> Fills(string post, Random random)
    {
        if (random.Next(3) > 0) yield return Fill(post, $"P{post}", Start, random.Next(3) == 0 ? On.AddDays(random.Next(-3, 4)) : null);
        if (random.Next(3) == 0) yield return Fill(post, $"Q{post}", On.AddDays(-random.Next(100)), On.AddDays(random.Next(20)), FillKind.Acting);
    }

    private static IEnumerable<string> Read(UnitSheet sheet) => sheet.Seats.Select(s => $"{s.Post.Code} {s.Gap} {string.Join(',', s.Holders.Select(f => f.Person))}");
}
