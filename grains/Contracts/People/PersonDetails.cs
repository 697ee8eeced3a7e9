using System.Text.RegularExpressions;

namespace ResponsibilityGrid;

/// <summary>What identifies or reaches a person: kept encrypted, shown masked, and read plainly by right, for a stated purpose and on record.</summary>
[GenerateSerializer, Immutable, Alias("PersonDetails")]
public sealed partial record PersonDetails
{
    private const string CheckSigns = "10X98765432";

    /// <summary>The citizen's identity number (身份证号), 18 signs.</summary>
    [Id(0)] public string? IdentityNumber { get; init; }

    /// <summary>Where the person is called (联系电话): a mobile number, or one with its area code.</summary>
    [Id(1)] public string? Telephone { get; init; }

    /// <summary>Whether a text is an identity number: its form, its date of birth and its check sign.</summary>
    public static bool IsIdentityNumber(string text) =>
        IdentityForm().IsMatch(text)
        && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", out _)
        // ISO 7064, MOD 11-2: the weights are the powers of two.
        && CheckSigns[text.Take(17).Select((digit, place) => (digit - '0') * ((1 << (17 - place)) % 11)).Sum() % 11] == text[17];

    /// <summary>Whether a text is a telephone number of the country.</summary>
    public static bool IsTelephone(string text) => TelephoneForm().IsMatch(text);

    /// <summary>Not the values: a record that is printed, say into a log, says only what it holds.</summary>
    public override string ToString() => $"details of a person: {(IdentityNumber is null ? "no " : "")}identity number, {(Telephone is null ? "no " : "")}telephone";

    [GeneratedRegex("^[1-9][0-9]{16}[0-9X]$")]
    private static partial Regex IdentityForm();

    [GeneratedRegex("^(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[1-9][0-9]{6,7})$")]
    private static partial Regex TelephoneForm();
}

/// <summary>人员的受保护信息 / What of a person is protected.</summary>
[GenerateSerializer]
public enum PersonDetail
{
    /// <summary>身份证号 / The identity number.</summary>
    IdentityNumber,

    /// <summary>联系电话 / The telephone number.</summary>
    Telephone,
}
