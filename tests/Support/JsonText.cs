using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResponsibilityGrid.Tests;

internal static class JsonText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The element on one line, Chinese as it is.</summary>
    public static string ToText(this JsonElement element) => JsonSerializer.Serialize(element, Plain);
}
