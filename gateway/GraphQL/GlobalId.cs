using System.Buffers.Text;
using System.Text;

namespace ResponsibilityGrid.Gateway;

/// <summary>A node's name across all types: type and key, opaque to callers.</summary>
public readonly record struct GlobalId(string Type, string Key)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The id as callers see it.</summary>
    public static string Of(string type, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type}:{key}"));

    /// <summary>Reads an id.</summary>
    /// <exception cref="GridRuleException">It is no id of the grid.</exception>
    public static GlobalId Parse(string id)
    {
        try
        {
            var text = Strict.GetString(Base64Url.DecodeFromChars(id));
            var colon = text.IndexOf(':');

            // Written back it must be the same: two spellings of one id would be two entries in a client's cache.
            if (colon > 0 && colon < text.Length - 1 && Of(text[..colon], text[(colon + 1)..]) == id)
                return new(text[..colon], text[(colon + 1)..]);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
        }

        throw Invalid("id");
    }

    /// <summary>Of what is no id of the grid, or of nothing that the field takes.</summary>
    internal static GridRuleException Invalid(string field) => GridRuleException.BadUserInput("标识无效。", "The id is not valid.", field);

    /// <summary>The key of an id of one type.</summary>
    /// <exception cref="GridRuleException">It is no id of the grid, or of another type.</exception>
    public static string KeyOf(string type, string id) => Parse(id) is { } parsed && parsed.Type == type
        ? parsed.Key
        : throw GridRuleException.BadUserInput($"该标识不属于 {type}。", $"The id is not one of {type}.", "id");

    /// <inheritdoc/>
    public override string ToString() => Of(Type, Key);
}
