using CsCheck;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

public sealed class PasswordRulesTests
{
    private static readonly Gen<string> Any = Gen.String[Gen.Char["abXY09 !@密码"], 0, 20];

    [Theory]
    [InlineData("Password1"), InlineData("P@ssw0rd2026!"), InlineData("Admin123!"), InlineData("Qwer1234"), InlineData("1qaz@WSX"), InlineData("Abcd1234"), InlineData("Aa123456"), InlineData("Woaini520!"), InlineData("Weifang2026"), InlineData("Aa!Aa!Aa!")]
    public void A_common_one_is_refused_however_it_is_dressed(string password) =>
        Assert.Contains(PasswordRules.Refusals("zhang", password), refusal => refusal.Chinese.Contains("常见", StringComparison.Ordinal));

    [Theory]
    [InlineData("Kite-over-7-lakes"), InlineData("三月Willow19"), InlineData("tR0ub4dor&3x")]
    public void A_good_one_is_taken(string password) => Assert.Empty(PasswordRules.Refusals("zhang", password));

    [Fact]
    public void What_is_taken_has_the_length_and_three_classes_and_not_the_name() =>
        Any.Sample(password => PasswordRules.Refusals("zhang", password).Count > 0
            || (password.Length is >= 8 and <= 128 && PasswordRules.ClassesOf(password) >= 3 && !password.Contains("zhang", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Too_short_or_too_few_classes_is_always_refused() =>
        Any.Sample(password => (password.Length >= 8 && PasswordRules.ClassesOf(password) >= 3) || PasswordRules.Refusals("zhang", password).Count > 0);

    [Fact]
    public void The_name_in_any_case_is_refused() =>
        Any.Sample(rest => PasswordRules.Refusals("zhang", $"{rest}zHaNg{rest}").Any(refusal => refusal.English.Contains("name", StringComparison.Ordinal)));

    [Theory, InlineData(90, false), InlineData(91, true)]
    public void After_ninety_days_it_is_over(int days, bool isOver) =>
        Assert.Equal(isOver, PasswordRules.IsOver(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(days)));
}
