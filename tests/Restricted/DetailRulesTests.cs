using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

public sealed class DetailRulesTests
{
    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("440524188001010014", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491231002x", false)]
    [InlineData("11010519491331002X", false)]
    [InlineData("1101051949123100", false)]
    [InlineData("", false)]
    public void An_identity_number_has_its_form_its_date_and_its_check_sign(string text, bool isOne) => Assert.Equal(isOne, PersonDetails.IsIdentityNumber(text));

    /// <summary>The check sign finds every digit that was mistyped and every two neighbours that changed places.</summary>
    [Fact]
    public void A_slip_of_the_hand_is_found()
    {
        const string Right = "11010519491231002X";
        var slips = Enumerable.Range(0, 17).SelectMany(at => "0123456789".Where(digit => digit != Right[at]).Select(digit => string.Concat(Right.AsSpan(0, at), $"{digit}", Right.AsSpan(at + 1))))
            .Concat(Enumerable.Range(0, 16).Where(at => Right[at] != Right[at + 1]).Select(at => string.Concat(Right.AsSpan(0, at), $"{Right[at + 1]}{Right[at]}", Right.AsSpan(at + 2))));

        Assert.All(slips, slip => Assert.False(PersonDetails.IsIdentityNumber(slip), slip));
    }

    [Theory]
    [InlineData("13812345678", true)]
    [InlineData("0536-8012345", true)]
    [InlineData("01062345678", true)]
    [InlineData("12812345678", false)]
    [InlineData("1381234567", false)]
    [InlineData("8012345", false)]
    public void A_telephone_number_is_a_mobile_one_or_has_its_area_code(string text, bool isOne) => Assert.Equal(isOne, PersonDetails.IsTelephone(text));

    [Theory]
    [InlineData("37070219900307001X", "3707**********001X")]
    [InlineData(null, null)]
    public void Of_an_identity_number_four_signs_are_seen_at_either_end(string? text, string? masked) =>
        Assert.Equal(masked, DetailRules.Mask(new PersonDetails { IdentityNumber = text }).IdentityNumber);

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("0536-8012345", "053*****2345")]
    public void Of_a_telephone_number_three_and_four(string text, string masked) => Assert.Equal(masked, DetailRules.Mask(new PersonDetails { Telephone = text }).Telephone);

    [Fact]
    public void A_refusal_does_not_repeat_what_it_refuses()
    {
        var refusal = Assert.Throws<GridRuleException>(() => DetailRules.Check(new PersonDetails { IdentityNumber = "110105194912310021" }));

        Assert.DoesNotContain("1101", refusal.Message + refusal.English);
        Assert.DoesNotContain("1101", $"{new PersonDetails { IdentityNumber = "110105194912310021", Telephone = "13812345678" }}");
    }
}
