using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Contracts;

/// <summary>The rules by name, held against the sources: each is explained, and each refuses something.</summary>
public sealed partial class RuleTests
{
    private static readonly string Home = Path.GetFullPath("../../../..", AppContext.BaseDirectory);

    [Fact]
    public void Every_rule_is_explained_in_both_languages_and_no_two_alike()
    {
        var explained = Explained().Matches(File.ReadAllText(Path.Combine(Home, "grains/Contracts/Rule.cs"))).Select(found => (Rule: found.Groups["rule"].Value, Text: found.Groups["text"].Value)).ToList();

        Assert.Equal(Enum.GetNames<Rule>(), explained.Select(rule => rule.Rule));
        Assert.All(explained, rule => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}[^/]+ / [A-Z][^/\p{IsCJKUnifiedIdeographs}]+$", rule.Text));
        Assert.Distinct(explained.Select(rule => rule.Text.Split(" / ")[0]));
        Assert.Distinct(explained.Select(rule => rule.Text.Split(" / ")[1]));
    }

    [Fact]
    public void Every_rule_refuses_something()
    {
        string[] product = [Path.Combine(Home, "grains", "Grains"), Path.Combine(Home, "gateway")];
        var used = product.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)).SelectMany(file => Used().Matches(File.ReadAllText(file))).Select(found => found.Groups[1].Value);

        Assert.Empty(Enum.GetNames<Rule>().Except(used));
    }

    [GeneratedRegex(@"<summary>(?<text>.+)</summary>\r?\n    (?<rule>\w+),")]
    private static partial Regex Explained();

    [GeneratedRegex(@"\bRule\.([A-Z]\w+)")]
    private static partial Regex Used();
}
