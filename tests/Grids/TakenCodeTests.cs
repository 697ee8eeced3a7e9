using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>That a code is somebody's is told last and in one way, so that a command with another fault in it finds nothing out.</summary>
public sealed class TakenCodeTests
{
    private const string Elsewhere = "120", Free = "130";

    private static readonly GridState State = new GridState().With(new Structure { Grid = City, Version = 1, Units = [.. Tree, Unit(Elsewhere, City, 2), Unit("121", Elsewhere, 3, UnitKind.Branch)], Posts = [Place(City), Place(Elsewhere)] });

    private static readonly StructureCommand Unit130 = new() { Id = "u", Act = Act.CreateUnit, Name = "某分局", Other = County, Kind = UnitKind.Branch }, Post130 = new() { Id = "p", Act = Act.CreatePost, Unit = Branch, Name = "某岗", Layer = "岗位" };

    public static TheoryData<string, string> Faults => new()
    {
        { "name", "unit" }, { "line", "unit" }, { "parent", "unit" }, { "level", "unit" }, { "kind", "unit" }, { "title", "post" }, { "unit", "post" }, { "layer", "post" },
    };

    [Theory, MemberData(nameof(Faults))]
    public void A_command_that_is_refused_anyhow_is_refused_alike_whether_its_code_is_free_or_not(string fault, string of)
    {
        var free = Refused(Faulty(Free));

        foreach (var taken in (string[])[Elsewhere, $"{Elsewhere}-1"]) Assert.Equal(free, Refused(Faulty(taken)));

        StructureCommand Faulty(string code)
        {
            var command = of is "unit" ? Unit130 with { Unit = code } : Post130 with { Post = code };
            return fault switch
            {
                "name" or "title" => command with { Name = " " },
                "line" => command with { Line = "无" },
                "parent" => command with { Other = "999" },
                "level" => command with { Level = 1 },
                "kind" => command with { Other = Branch, Kind = UnitKind.Department },
                "unit" => command with { Unit = "999" },
                _ => command with { Layer = "无" },
            };
        }
    }

    [Fact]
    public void Of_one_that_is_sound_but_for_that_it_is_told_without_whose_it_is()
    {
        var told = ((StructureCommand[])[Unit130 with { Unit = Elsewhere }, Unit130 with { Unit = $"{Elsewhere}-1" }, Post130 with { Post = Elsewhere }, Post130 with { Post = $"{Elsewhere}-1" }]).Select(Refused).Distinct().ToList();

        var (field, text, _) = Assert.Single(told);
        Assert.Equal(("code", PersonTaken()), (field, text));
    }

    private static string PersonTaken() => Blank(Assert.Throws<GridRuleException>(() => PersonRules.Claim(new PersonState { Claim = new Claim { At = GridCluster.Noon } }, "P120-1", Branch, "c", GridCluster.Noon)).Message, "P120-1");

    private static (string? Field, string Text, string English) Refused(StructureCommand command)
    {
        var (code, refusal) = (command.Act is Act.CreateUnit ? command.Unit : command.Post!, Assert.Throws<GridRuleException>(() => StructureRules.Change(State, command, GridCluster.Noon)));
        return (refusal.Field, Blank(refusal.Message, code), Blank(refusal.English, code));
    }

    private static string Blank(string text, string code) => text.Replace($"“{code}”", "“”", StringComparison.Ordinal).Replace($"\"{code}\"", "\"\"", StringComparison.Ordinal);
}
