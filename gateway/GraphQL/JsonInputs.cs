using System.Text.Json;

namespace ResponsibilityGrid.Gateway;

/// <summary>JSON values as the engine wants its variables. The library's own reader throws on a doubled key and on 1e999; this one refuses them.</summary>
internal static class JsonInputs
{
    public static Dictionary<string, object?> ReadObject(ref Utf8JsonReader json)
    {
        var values = new Dictionary<string, object?>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (!values.TryAdd(name, ReadValue(ref json)))
                throw new JsonException("doubled key");
        }

        return values;
    }

    private static object? ReadValue(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref json),
        JsonTokenType.StartArray => ReadArray(ref json),
        JsonTokenType.String => json.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => ReadNumber(ref json),
        _ => null,
    };

    private static List<object?> ReadArray(ref Utf8JsonReader json)
    {
        var values = new List<object?>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            values.Add(ReadValue(ref json));

        return values;
    }

    private static object ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TryGetInt32(out var small))
            return small;
        if (json.TryGetInt64(out var large))
            return large;

        return json.TryGetDouble(out var real) && double.IsFinite(real) ? real : throw new JsonException("no such number");
    }
}
