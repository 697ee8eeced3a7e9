using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

public sealed class ApiKeyTests
{
    private static readonly Gen<string> Ids = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 40];

    [Fact]
    public void A_key_is_read_as_it_was_made() =>
        Ids.Sample(id => ApiKey.New(id) is var key && ApiKey.Parse(key.Text) == key && key.Account == id);

    [Fact]
    public void A_key_with_one_letter_changed_is_none() =>
        Gen.Select(Ids, Gen.Int[0, 200], Gen.Char["0123456789abcdefXYZ_- "]).Sample((id, at, letter) =>
        {
            var text = ApiKey.New(id).Text;
            at %= text.Length;
            var other = $"{text[..at]}{letter}{text[(at + 1)..]}";
            return other == text || ApiKey.Parse(other) is null;
        });

    [Fact]
    public void A_key_cut_or_lengthened_is_none() =>
        Gen.Select(Ids, Gen.Int[1, 90]).Sample((id, by) =>
        {
            var text = ApiKey.New(id).Text;
            return ApiKey.Parse(text[..^Math.Min(by, text.Length)]) is null && ApiKey.Parse(text + new string('0', by)) is null;
        });

    [Fact]
    public void Any_text_at_all_is_read_without_an_error() =>
        Gen.Select(Gen.String, Gen.Bool).Sample((text, isPrefixed) => ApiKey.Parse(isPrefixed ? ApiKey.Prefix + text : text) is null);

    [Fact]
    public void A_key_written_somewhere_by_mistake_tells_no_secret() =>
        Ids.Sample(id => ApiKey.New(id) is var key && !$"{key}".Contains(key.Text[^72..^8], StringComparison.Ordinal));

    [Fact]
    public void A_seal_knows_its_own_key_under_every_secret_of_the_ring_and_no_other() =>
        Ids.Sample(id =>
        {
            var (key, other) = (ApiKey.New(id), ApiKey.New(id));
            var seal = SecretRing.Parse(Secret("a", 1)).Seal(key);
            var rotated = SecretRing.Parse($"{Secret("b", 2)},{Secret("a", 1)}");
            return rotated.IsSealOf(seal, key) && !rotated.IsSealOf(seal, other) && rotated.Seal(key) != seal
                && !SecretRing.Parse(Secret("b", 2)).IsSealOf(seal, key) && !SecretRing.Parse(Secret("a", 2)).IsSealOf(seal, key) && !rotated.IsSealOf("", key);
        }, iter: 20);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("a"), InlineData("a=short"), InlineData("=AAAA"), InlineData("a=not base64!")]
    public void Secrets_that_cannot_be_are_refused_without_a_word_of_them(string? setting) =>
        Assert.DoesNotContain("short", Assert.Throws<Orleans.Runtime.OrleansConfigurationException>(() => SecretRing.Parse(setting)).Message);

    [Fact]
    public void One_id_twice_is_refused() =>
        Assert.Throws<Orleans.Runtime.OrleansConfigurationException>(() => SecretRing.Parse($"{Secret("a", 1)},{Secret("a", 2)}"));

    private static string Secret(string id, byte of) => $"{id}={Convert.ToBase64String(Enumerable.Repeat(of, 32).ToArray())}";
}
