using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Posts that are closed one after the other, ahead and late, with heirs and without: what is to be taken over is taken over by somebody on every day.</summary>
public sealed class SuccessionTests
{
    private const int Posts = 5;
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly GridState State = new GridState().With(new Structure { Grid = City, Version = 1, Units = [.. Tree, Unit("112", County, 3, UnitKind.Branch)], Posts = [.. Enumerable.Range(0, Posts).Select(n => Place(n < 3 ? Branch : "112", "岗位", n))] });

    private static readonly Gen<StructureCommand> Closings =
        from post in Gen.Int[0, Posts - 1]
        from heir in Gen.Int[0, Posts]
        from day in Gen.Int[-3, 9]
        select new StructureCommand { Id = "x", Act = Act.ClosePost, Post = Code(post), Heirs = heir == Posts ? [] : [new Heir(Code(post), Code(heir))], On = Today.AddDays(day) };

    [Fact]
    public void Whatever_is_closed_somebody_has_taken_over_on_every_day_after_its_last() => Closings.Array[1, 12].Sample(closings =>
    {
        var state = State;
        foreach (var closing in closings)
        {
            try
            {
                var next = StructureRules.Change(state, closing, GridCluster.Noon);
                StructureRules.CheckHeirs(state.Shown(), closing, [], Today);
                state = next;
            }
            catch (GridRuleException)
            {
                // Nothing changes then.
            }
        }

        foreach (var last in state.Posts.Where(p => p.Span.Superseded is null && (p.Span.To > Today || (p.Span.To == Today && p.Heir is not null))))
            for (var day = last.Span.To!.Value.AddDays(1); day < Today.AddDays(15); day = day.AddDays(1))
                Assert.NotNull(new Outline(state.Shown(), new Moment(day, DateTimeOffset.MaxValue)).Bearer(last.Code));
    }, iter: 3000);

    [Fact]
    public void Of_a_day_to_come_an_heir_is_named_though_nothing_is_open()
    {
        var alone = Close(0, null, 1);

        Assert.Equal((Rule.HeirRequired, "heir"), Refused(State, alone));
        Assert.Equal((Rule.HeirRequired, "heir"), Refused(State, alone with { On = Today.AddDays(30) }));
        Assert.Equal((Rule.HeirRequired, "heirs"), Refused(State, new StructureCommand { Act = Act.CloseUnit, Unit = "112", Heirs = [new Heir(Code(3), Code(0))], On = Today.AddDays(1) }));
        Assert.Null(Refused(State, alone with { On = Today }));
        Assert.Null(Refused(State, Close(0, 1, 1)));
    }

    [Fact]
    public void An_heir_who_goes_as_well_names_another_and_not_whoever_hands_on_to_him()
    {
        var state = StructureRules.Change(State, Close(0, 1, 9), GridCluster.Noon);

        Assert.Equal((Rule.HeirRequired, "heir"), Refused(state, Close(1, null, -1)));
        Assert.Equal((Rule.HeirUnfit, "heir"), Refused(state, Close(1, 0, 5)));
        Assert.Null(Refused(state, Close(1, 2, 5)));
    }

    private static string Code(int post) => $"{(post < 3 ? Branch : "112")}-{post}";

    private static StructureCommand Close(int post, int? heir, int day) =>
        new() { Id = "x", Act = Act.ClosePost, Post = Code(post), Heirs = heir is { } by ? [new Heir(Code(post), Code(by))] : [], On = Today.AddDays(day) };

    private static (Rule?, string?)? Refused(GridState state, StructureCommand command)
    {
        try
        {
            StructureRules.Change(state, command, GridCluster.Noon);
            StructureRules.CheckHeirs(state.Shown(), command, [], Today);
            return null;
        }
        catch (GridRuleException refusal)
        {
            return (refusal.Rule, refusal.Field);
        }
    }
}
