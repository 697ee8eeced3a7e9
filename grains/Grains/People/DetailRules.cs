namespace ResponsibilityGrid;

/// <summary>What may be kept of a person's details, and what everybody sees of them.</summary>
internal static class DetailRules
{
    /// <summary>Refuses what is none of its kind, without repeating it.</summary>
    public static void Check(PersonDetails details)
    {
        if (details.IdentityNumber is { } number && !PersonDetails.IsIdentityNumber(number))
            throw GridRuleException.BadUserInput("身份证号须为 18 位且校验位正确。", "An identity number has 18 signs, the last of which checks the others.", "identityNumber");
        if (details.Telephone is { } telephone && !PersonDetails.IsTelephone(telephone))
            throw GridRuleException.BadUserInput("联系电话须为 11 位手机号码，或带区号的固定电话。", "A telephone number is a mobile one of 11 digits, or one with its area code.", "telephone");
    }

    /// <summary>The details with all but a few signs covered: 3707**********1234, 138****5678.</summary>
    public static PersonDetails Mask(PersonDetails details) => new()
    {
        IdentityNumber = details.IdentityNumber is { } number ? Cover(number, 4, 4) : null,
        Telephone = details.Telephone is { } telephone ? Cover(telephone, 3, 4) : null,
    };

    private static string Cover(string text, int before, int after) =>
        string.Concat(text.AsSpan(0, before), new string('*', text.Length - before - after), text.AsSpan(text.Length - after));
}
