using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

public sealed class CountRulesTests
{
    private const int Smallest = 5;

    // Each unit after the first hangs below an earlier one.
    private static readonly Gen<(int[] Parents, int[] Own)> Tree =
        from parents in Gen.Int[0, 1_000_000].Array[0, 6]
        from own in Gen.Int[0, 9].Array[7]
        select (parents.Select((seed, n) => seed % (n + 1)).ToArray(), own);

    /// <summary>Whatever shown counts are added to and subtracted from each other, what is left of some units is never below the limit.</summary>
    [Fact]
    public void No_sum_or_difference_of_what_is_shown_is_a_small_number_of_some_units() => Tree.Sample(tree =>
    {
        var shown = Shown(tree);
        var groups = shown.Keys.Select(unit => Below(tree, int.Parse(unit))).ToList();
        foreach (var signs in Signs(groups.Count))
        {
            var units = Enumerable.Range(0, tree.Parents.Length + 1).Select(unit => groups.Zip(signs).Sum(g => g.First.Contains(unit) ? g.Second : 0)).ToList();
            if (units.TrueForAll(n => n is 0 or 1) && units.Contains(1))
                Assert.True(units.Zip(tree.Own).Sum(x => x.First * x.Second) >= Smallest, $"{string.Join(',', tree.Parents)} with {string.Join(',', tree.Own)}");
        }
    });

    [Fact]
    public void What_is_shown_is_exact_and_not_small() => Tree.Sample(tree =>
        Assert.All(Shown(tree), cell => Assert.Equal((true, Below(tree, int.Parse(cell.Key)).Sum(unit => tree.Own[unit])), (cell.Value >= Smallest, cell.Value))));

    [Fact]
    public void What_is_shown_of_a_unit_does_not_depend_on_others() => Gen.Select(Tree, Gen.Int[0, 9].Array[7], Gen.Int[0, 6]).Sample((tree, other, at) =>
    {
        var top = at % (tree.Parents.Length + 1);
        var below = Below(tree, top);
        var changed = (tree.Parents, tree.Own.Select((own, unit) => below.Contains(unit) ? own : other[unit]).ToArray());

        Assert.Equal(Under(Shown(tree)), Under(Shown(changed)));
        Assert.Equal(Under(Shown(tree)), Shown(tree, top).OrderBy(cell => cell.Key));

        IEnumerable<KeyValuePair<string, int>> Under(Dictionary<string, int> shown) => shown.Where(cell => below.Contains(int.Parse(cell.Key))).OrderBy(cell => cell.Key);
    });

    [Theory]
    [InlineData(7, 2, new[] { "1" })] // Nine in all would tell of the two.
    [InlineData(7, 0, new[] { "1" })] // Seven in all would tell that there is none.
    [InlineData(7, 6, new[] { "1", "2" })]
    [InlineData(4, 2, new[] { "0" })]
    [InlineData(2, 2, new string[0])]
    public void A_county_with_few_is_hidden_and_so_is_the_sum_that_would_tell_of_it(int one, int other, string[] shown) =>
        Assert.Equal(shown, Shown(([0, 0], [0, one, other])).Keys.Order());

    private static Dictionary<string, int> Shown((int[] Parents, int[] Own) tree, int top = 0) => CountRules.Shown(
        $"{top}", unit => Enumerable.Range(1, tree.Parents.Length).Where(child => $"{tree.Parents[child - 1]}" == unit).Select(child => $"{child}"), unit => tree.Own[int.Parse(unit)], Smallest);

    private static HashSet<int> Below((int[] Parents, int[] Own) tree, int top)
    {
        HashSet<int> below = [top];
        for (var unit = 1; unit <= tree.Parents.Length; unit++)
            if (below.Contains(tree.Parents[unit - 1])) below.Add(unit);
        return below;
    }

    private static IEnumerable<int[]> Signs(int count) =>
        Enumerable.Range(0, (int)Math.Pow(3, count)).Select(n => Enumerable.Range(0, count).Select(place => (n / (int)Math.Pow(3, place) % 3) - 1).ToArray());
}
