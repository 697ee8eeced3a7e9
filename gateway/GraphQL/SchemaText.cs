using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using Microsoft.Net.Http.Headers;

namespace ResponsibilityGrid.Gateway;

/// <summary>The published schema: one text per build, named by its own hash.</summary>
internal sealed partial class SchemaText
{
    private readonly byte[] utf8;
    private readonly EntityTagHeaderValue tag;

    public SchemaText(ISchema schema)
    {
        Text = Print(schema);
        utf8 = Encoding.UTF8.GetBytes(Text);
        tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(utf8))[..32]}\"");
    }

    public string Text { get; }

    /// <summary>As it is served.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    public IResult Serve() => Results.Bytes(utf8, "text/plain; charset=utf-8", entityTag: tag);

    // Members in alphabetical order: where a class stands in the code is no change of the contract.
    private static string Print(ISchema schema)
    {
        var sdl = schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n");

        // The engine has no word for @specifiedBy, which is how clients learn what a scalar looks like.
        return Scalar().Replace(sdl, line => line.Groups[1].Value switch
        {
            "Date" => $"scalar Date @specifiedBy(url: \"{DateScalar.SpecifiedBy}\")",
            "DateTime" => $"scalar DateTime @specifiedBy(url: \"{DateTimeScalar.SpecifiedBy}\")",
            _ => line.Value,
        }).TrimEnd() + "\n";
    }

    [GeneratedRegex(@"^scalar (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Scalar();
}
