using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>One GraphQL request, however it came.</summary>
internal readonly record struct GridRequest(string Query, string? OperationName, Inputs Variables);

/// <summary>A request that is not one; the sentence says what is wrong with it.</summary>
internal sealed class MalformedRequestException(string chinese, string english, string? field = null) : Exception(chinese)
{
    public Problem Problem { get; } = Problem.BadInput(chinese, english, field);
}

/// <summary>Reads the four parameters of GraphQL over HTTP. Properties it does not know are ignored, the known ones must have their type.</summary>
internal static class RequestReader
{
    public static GridRequest Read(in ReadOnlySequence<byte> body)
    {
        ReadOnlySpan<byte> bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        if (!Utf8.IsValid(bytes))
            throw new MalformedRequestException("请求体不是有效的 UTF-8。", "The body is not valid UTF-8.");

        return Guarded(bytes, ReadRequest);
    }

    public static GridRequest Read(IQueryCollection parameters)
    {
        var variables = parameters["variables"].ToString();
        var extensions = parameters["extensions"].ToString();
        if (extensions.Length > 0)
            Guarded(Encoding.UTF8.GetBytes(extensions), (ref Utf8JsonReader json) => ReadMap(ref json, "extensions"));

        return Complete(
            parameters["query"].ToString(),
            parameters["operationName"].ToString() is { Length: > 0 } name ? name : null,
            variables.Length == 0 ? null : Guarded(Encoding.UTF8.GetBytes(variables), (ref Utf8JsonReader json) => ReadMap(ref json, "variables")));
    }

    private delegate T Reading<T>(ref Utf8JsonReader json);

    private static T Guarded<T>(ReadOnlySpan<byte> bytes, Reading<T> read)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            json.Read();
            var result = read(ref json);
            if (json.Read())
                throw new JsonException();

            return result;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for a lone surrogate written as \ud800
        {
            throw new MalformedRequestException("请求不是有效的 JSON。", "The request is not valid JSON.");
        }
    }

    private static GridRequest ReadRequest(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartArray)
            throw new MalformedRequestException("不接受批量请求，一次只发一个操作。", "Batches are not accepted; send one operation at a time.");
        if (json.TokenType != JsonTokenType.StartObject)
            throw new MalformedRequestException("请求体应为 JSON 对象。", "The body must be a JSON object.");

        string? query = null, name = null;
        Inputs? variables = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("query"u8))
                query = ReadText(ref json, "query");
            else if (json.ValueTextEquals("operationName"u8))
                name = ReadText(ref json, "operationName");
            else if (json.ValueTextEquals("variables"u8))
                variables = ReadNextMap(ref json, "variables");
            else if (json.ValueTextEquals("extensions"u8))
                ReadNextMap(ref json, "extensions");
            else
                json.Skip();
        }

        return Complete(query, name, variables);
    }

    private static GridRequest Complete(string? query, string? name, Inputs? variables) =>
        string.IsNullOrEmpty(query)
            ? throw new MalformedRequestException("缺少参数 query。", "The parameter query is missing.", "query")
            : new(query, name, variables ?? Inputs.Empty);

    private static string? ReadText(ref Utf8JsonReader json, string parameter)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw new MalformedRequestException($"参数 {parameter} 应为字符串。", $"The parameter {parameter} must be a string.", parameter),
        };
    }

    private static Inputs? ReadNextMap(ref Utf8JsonReader json, string parameter)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : ReadMap(ref json, parameter);
    }

    private static Inputs ReadMap(ref Utf8JsonReader json, string parameter) =>
        json.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonInputs.ReadObject(ref json)),
            JsonTokenType.Null => Inputs.Empty,
            _ => throw new MalformedRequestException($"参数 {parameter} 应为 JSON 对象。", $"The parameter {parameter} must be a JSON object.", parameter),
        };
}
