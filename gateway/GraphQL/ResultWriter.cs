using System.Collections;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Writes a reply straight into the response's pipe. The library's serializer goes through a second buffer and asks
/// for a converter at every leaf; a reply of the grid is thousands of short strings.
/// </summary>
internal static class ResultWriter
{
    // 责任 and not \u8d23\u4efb: replies are JSON with a fixed content type, never part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonSerializerOptions Rare = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Utf8JsonWriter? reusable;

    public static void Write(PipeWriter pipe, Outcome outcome, List<ShownError>? errors, Cost? cost)
    {
        var json = reusable ?? new Utf8JsonWriter(pipe, Options);
        reusable = null;
        json.Reset(pipe);

        json.WriteStartObject();
        if (errors is { Count: > 0 })
        {
            json.WriteStartArray("errors"u8);
            foreach (var error in errors)
                error.Write(json);
            json.WriteEndArray();
        }

        if (outcome.Executed)
        {
            json.WritePropertyName("data"u8);
            if (outcome.Answer is { } answer)
                WriteValue(json, answer);
            else
                Write(json, outcome.Result!.Data as ExecutionNode);
        }

        if (cost is { } known)
        {
            json.WriteStartObject("extensions"u8);
            json.WriteStartObject("cost"u8);
            json.WriteNumber("requested"u8, known.Requested);
            json.WriteNumber("limit"u8, known.Limit);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        reusable = json;
    }

    private static void Write(Utf8JsonWriter json, ExecutionNode? node)
    {
        switch (node)
        {
            case ValueExecutionNode leaf:
                WriteValue(json, leaf.ToValue());
                break;
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    if (field.Field?.Alias is { } alias)
                        json.WritePropertyName(alias.Name.Value.Span);
                    else
                        json.WritePropertyName(field.Name!);
                    Write(json, field);
                }

                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: { } scalars }:
                WriteValue(json, scalars);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case double number: json.WriteNumberValue(number); break;
            case ResolvedObject answer:
                json.WriteStartObject();
                for (var i = 0; i < answer.Values.Length; i++)
                {
                    json.WritePropertyName(answer.Selection.Fields[i].Key);
                    WriteValue(json, answer.Values[i]);
                }

                json.WriteEndObject();
                break;
            case object?[] items:
                json.WriteStartArray();
                foreach (var item in items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case IEnumerable list and not IDictionary:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            default: JsonSerializer.Serialize(json, value, Rare); break;
        }
    }
}

/// <summary>What an operation was found to cost, and what it might have.</summary>
internal readonly record struct Cost(double Requested, double Limit);
