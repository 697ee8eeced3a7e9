using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

public sealed class DataKeysTests
{
    private const string Place = "p:100/P1#IdentityNumber";

    private readonly string _first = DataKeys.Make(), _second = DataKeys.Make();

    [Fact]
    public void What_was_sealed_is_opened_at_its_place_and_reads_the_same()
    {
        var keys = DataKeys.Parse(_first);

        Gen.String.Sample(text => Assert.Equal(text, keys.Open(keys.Seal(text, Place), Place)), iter: 200);
    }

    [Fact]
    public void Nothing_of_the_text_is_in_what_is_kept_and_no_two_are_alike()
    {
        var keys = DataKeys.Parse(_first);
        var (one, other) = (keys.Seal("37070219900307001X", Place), keys.Seal("37070219900307001X", Place));

        Assert.DoesNotContain("37070219900307001X", one);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void One_moved_to_another_person_or_changed_by_a_bit_is_not_opened()
    {
        var keys = DataKeys.Parse(_first);
        var kept = keys.Seal("13812345678", Place);

        Assert.Throws<StorageFailedException>(() => keys.Open(kept, "p:100/P2#IdentityNumber"));
        Assert.All(Enumerable.Range(kept.IndexOf('.') + 1, 20), at =>
            Assert.Throws<StorageFailedException>(() => keys.Open(string.Concat(kept.AsSpan(0, at), kept[at] == 'A' ? "B" : "A", kept.AsSpan(at + 1)), Place)));
    }

    [Fact]
    public void A_key_is_changed_by_putting_a_new_one_in_front_and_taking_the_old_one_out_once_nothing_needs_it()
    {
        var kept = DataKeys.Parse(_first).Seal("13812345678", Place);
        var both = DataKeys.Parse($"{_second},{_first}");

        Assert.Equal("13812345678", both.Open(kept, Place));
        Assert.False(both.IsNewest(kept));
        var anew = both.Seal(both.Open(kept, Place), Place);
        Assert.True(both.IsNewest(anew));
        Assert.Equal("13812345678", DataKeys.Parse(_second).Open(anew, Place));
        Assert.Throws<StorageFailedException>(() => DataKeys.Parse(_second).Open(kept, Place));
    }

    [Theory]
    [InlineData("noequals")]
    [InlineData("k=c2hvcnQ=")]
    [InlineData("k=not base64")]
    [InlineData("k.1=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("k=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,k=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_setting_of_another_form_is_refused_without_repeating_it(string setting) =>
        Assert.DoesNotContain(setting, Assert.Throws<Orleans.Runtime.OrleansConfigurationException>(() => DataKeys.Parse(setting)).Message);

    [Fact]
    public void Without_a_key_nothing_is_sealed() =>
        Assert.Equal(Rule.DataKeyMissing, Assert.Throws<GridRuleException>(() => DataKeys.Parse(null).Seal("x", Place)).Rule);
}
