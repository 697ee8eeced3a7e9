using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>The page that answers the clauses of the standard names tests; they have to be there.</summary>
public sealed partial class ClausesTests
{
    [Fact]
    public void Every_test_that_the_clauses_name_exists()
    {
        var known = typeof(ClausesTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        var named = TestName().Matches(Page()).Select(name => name.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 10);
        Assert.Empty(named.Except(known));
    }

    [Theory]
    [InlineData("8.1.4.1", "abcd")]
    [InlineData("8.1.4.2", "abcdefg")]
    public void No_letter_of_a_clause_is_left_out(string clause, string letters) =>
        Assert.All(letters, letter => Assert.Matches($@"\| {Regex.Escape(clause)} [a-g, –]*{letter}", Page()));

    [Theory]
    [InlineData("8.1.4.7")]
    [InlineData("8.1.4.8")]
    [InlineData("8.1.4.10")]
    [InlineData("8.1.4.11")]
    [InlineData("8.1.5.1")]
    [InlineData("8.1.5.2")]
    [InlineData("8.1.5.3")]
    public void Every_clause_has_a_row(string clause) => Assert.Contains($"| {clause}", Page());

    private static string Page([CallerFilePath] string here = "") => File.ReadAllText(Path.GetFullPath("../../docs/clauses.md", Path.GetDirectoryName(here)!));

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestName();
}
