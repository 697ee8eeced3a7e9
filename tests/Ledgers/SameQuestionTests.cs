using System.Reflection;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class SameQuestionTests
{
    public static TheoryData<string> Conditions => [.. typeof(ItemFilter).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(condition => condition.Name)];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Every_condition_makes_another_question(string condition)
    {
        var property = typeof(ItemFilter).GetProperty(condition)!;
        var (one, other) = (new ItemFilter(), new ItemFilter());
        property.SetValue(one, ValueOf(property.PropertyType));
        property.SetValue(other, ValueOf(property.PropertyType));

        Assert.Equal(new ItemQuery { Filter = one }, new ItemQuery { Filter = other }, SameQuestion.Instance);
        Assert.NotEqual(new ItemQuery { Filter = one }, new ItemQuery(), SameQuestion.Instance);
    }

    [Fact]
    public void Another_page_is_the_same_question()
    {
        var page = new ItemQuery { First = 5, Descending = true, After = new ItemCursor { Unit = "370700" } };

        Assert.Equal(new ItemQuery(), page, SameQuestion.Instance);
        Assert.NotEqual(new ItemQuery { OwnOnly = true }, page, SameQuestion.Instance);
        Assert.NotEqual(new ItemQuery { Outside = "370700" }, page, SameQuestion.Instance);
        Assert.NotEqual(new ItemQuery { Gaps = true }, page, SameQuestion.Instance);
    }

    [Fact]
    public void The_same_page_begins_and_ends_at_the_same_rows()
    {
        var page = new ItemQuery { Filter = new ItemFilter { Levels = [2] }, First = 5, After = new ItemCursor { Unit = "370700" } };

        Assert.Equal(page, page with { Filter = new ItemFilter { Levels = [2] }, After = new ItemCursor { Unit = "370700" } }, SamePage.Instance);
        Assert.NotEqual(page, page with { First = 6 }, SamePage.Instance);
        Assert.NotEqual(page, page with { After = null }, SamePage.Instance);
        Assert.NotEqual(page, page with { Descending = true }, SamePage.Instance);
        Assert.NotEqual(page, page with { Filter = new() }, SamePage.Instance);
    }

    private static object ValueOf(Type type) =>
        type == typeof(string) ? "2026"
        : type == typeof(bool?) ? true
        : type == typeof(List<string>) ? new List<string> { "2026" }
        : type == typeof(List<int>) ? new List<int> { 2 }
        : type == typeof(List<ItemActivity>) ? new List<ItemActivity> { ItemActivity.Dormant }
        : new List<ItemState> { ItemState.Closed };
}
