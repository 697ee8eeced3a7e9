using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>Stored state as JSON. A payload that says nothing is damage, not an empty state.</summary>
internal sealed class StateSerializer(IOptions<SystemTextJsonGrainStorageSerializerOptions> options) : IGrainStorageSerializer
{
    private readonly SystemTextJsonGrainStorageSerializer _json = new(options);

    public BinaryData Serialize<T>(T? input)
    {
        var payload = _json.Serialize(input);
        // Refused here too, so that what is written can always be read.
        return SaysNothing(payload)
            ? throw new JsonException($"A {typeof(T).Name} with nothing in it cannot be stored; clear it instead.")
            : payload;
    }

    public T? Deserialize<T>(BinaryData input) => SaysNothing(input)
        ? throw new JsonException($"A stored {typeof(T).Name} has nothing in it.")
        : _json.Deserialize<T>(input);

    private static bool SaysNothing(BinaryData payload) =>
        payload.ToMemory().Span.Trim(" \t\r\n"u8) is var text && (text.IsEmpty || text.SequenceEqual("{}"u8) || text.SequenceEqual("null"u8));
}
