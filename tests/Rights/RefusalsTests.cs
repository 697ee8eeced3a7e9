using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Whoever is sent away hears in Chinese which right is missing.</summary>
public sealed class RefusalsTests
{
    public static TheoryData<Right> Rights => [.. Enum.GetValues<Right>()];

    [Theory, MemberData(nameof(Rights))]
    public void A_refusal_names_the_missing_right_and_no_other(Right right)
    {
        var named = Named(right);

        Assert.Matches("^\\p{IsCJKUnifiedIdeographs}+$", named);
        Assert.Contains($"“{named}”", Refusals.MissingOver(right).Message, StringComparison.Ordinal);
        Assert.Equal([right], Enum.GetValues<Right>().Where(other => Named(other) == named));
    }

    private static string Named(Right right)
    {
        var message = Refusals.Missing(right).Message;
        Assert.StartsWith("没有所需的权限：", message);
        return message["没有所需的权限：".Length..^1];
    }
}
