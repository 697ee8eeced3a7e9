using System.Text.Json;
using GraphQL;
using GraphQLParser;

namespace ResponsibilityGrid.Gateway;

/// <summary>An error as the caller reads it.</summary>
internal sealed record ShownError(
    string Message, string Code, string? Rule, string TraceId, string? Field, string? Detail, IReadOnlyList<Location>? Locations, IReadOnlyList<object>? Path, int? RetryAfter, string? CommandId)
{
    public static ShownError Of(Problem problem, Caller caller, ExecutionError? error = null) => new(
        caller.Say(problem.Chinese, problem.English), problem.Code, problem.Rule, caller.TraceId, problem.Field,
        caller.PrefersEnglish ? null : problem.Detail, error?.Locations, error?.Path?.ToList(), problem.RetryAfter, problem.CommandId);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, Message);
        if (Locations is { Count: > 0 })
        {
            json.WriteStartArray("locations"u8);
            foreach (var location in Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, location.Line);
                json.WriteNumber("column"u8, location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (Path is { Count: > 0 })
        {
            json.WriteStartArray("path"u8);
            foreach (var step in Path)
            {
                if (step is int index)
                    json.WriteNumberValue(index);
                else
                    json.WriteStringValue(step.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, Code);
        if (Rule is not null)
            json.WriteString("rule"u8, Rule);
        json.WriteString("traceId"u8, TraceId);
        if (Field is not null)
            json.WriteString("field"u8, Field);
        if (Detail is not null)
            json.WriteString("detail"u8, Detail);
        if (RetryAfter is { } seconds)
            json.WriteNumber("retryAfter"u8, seconds);
        if (CommandId is not null)
            json.WriteString("commandId"u8, CommandId);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
