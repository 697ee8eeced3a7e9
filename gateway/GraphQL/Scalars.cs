using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>A calendar date, written 2026-09-30.</summary>
internal sealed class DateScalar : DateOnlyGraphType
{
    public const string SpecifiedBy = "https://scalars.graphql.org/andimarek/local-date.html";

    public DateScalar()
    {
        Name = "Date";
        Description = "日期，形如 2026-09-30，1900 至 2999 年 / A calendar date, written 2026-09-30, of the years 1900 to 2999";
    }

    public override object? ParseLiteral(GraphQLValue value) => OfOurTime(base.ParseLiteral(value));

    public override object? ParseValue(object? value) => OfOurTime(base.ParseValue(value));

    // Nothing has a day after the last one, and years outside are slips of the hand.
    private static object? OfOurTime(object? date) =>
        date is DateOnly { Year: < 1900 or > 2999 } ? throw new FormatException("Expected a date of the years 1900 to 2999.") : date;
}

/// <summary>An instant with its offset, written 2026-09-30T08:00:00+08:00. One without an offset is refused: whose eight o'clock would it be?</summary>
internal sealed class DateTimeScalar : ScalarGraphType
{
    public const string SpecifiedBy = "https://scalars.graphql.org/andimarek/date-time.html";

    private static readonly string[] Zulu = ["yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFF'Z'", "yyyy'-'MM'-'dd'T'HH':'mm'Z'"];
    private static readonly string[] Offset = ["yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFzzz", "yyyy'-'MM'-'dd'T'HH':'mmzzz"];

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "带时区的时刻，ISO 8601，形如 2026-09-30T08:00:00+08:00 / An instant with offset, ISO 8601, written 2026-09-30T08:00:00+08:00";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Parse((string)text.Value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        string text => Parse(text),
        DateTimeOffset or null => value,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        DateTimeOffset instant => instant.ToString(Offset[0], CultureInfo.InvariantCulture),
        null => null,
        _ => ThrowSerializationError(value),
    };

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Offset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        || DateTimeOffset.TryParseExact(text, Zulu, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            ? instant
            : throw new FormatException("Expected an ISO 8601 instant with its offset.");
}

/// <summary>A whole number past 32 bits, written as a string: JavaScript would round it.</summary>
internal sealed class LongScalar : ScalarGraphType
{
    public LongScalar()
    {
        Name = "Long";
        Description = "64 位整数，以字符串书写 / A 64-bit integer, written as a string";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Parse((string)text.Value),
        GraphQLIntValue number => Parse((string)number.Value),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        string text => Parse(text),
        int number => (long)number,
        long or null => value,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        null => null,
        _ => ThrowSerializationError(value),
    };

    private static long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Expected a 64-bit integer.");
}
