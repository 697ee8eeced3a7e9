using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ResponsibilityGrid.Tests.Deploy;

/// <summary>The files of <c>deploy/</c>, parsed; every value is text.</summary>
internal static class Deployment
{
    public static string Folder { get; } = Path.GetFullPath("../../deploy", Here());

    /// <summary>The documents of a YAML file, its anchors and merges worked out.</summary>
    public static List<JsonObject> Yaml(string file)
    {
        using var text = File.OpenText(Path.Combine(Folder, file));
        var parser = new MergingParser(new Parser(text));
        var reader = new DeserializerBuilder().Build();
        var documents = new List<JsonObject>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _)) documents.Add((JsonObject)Node(reader.Deserialize(parser))!);
        return documents;
    }

    public static JsonObject Compose() => (JsonObject)Yaml("compose.yaml").Single()["services"]!;

    /// <summary>Every document of the manifests.</summary>
    public static List<JsonObject> Manifests() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Yaml)];

    public static JsonObject Manifest(string kind, string name) =>
        Manifests().Single(m => $"{m["kind"]}" == kind && $"{m["metadata"]!["name"]}" == name);

    /// <summary>What a pod of a manifest is made from.</summary>
    public static JsonNode Pod(string kind, string name) => Manifest(kind, name)["spec"]!["template"]!["spec"]!;

    /// <summary>The lines <c>key=value</c> of a systemd unit or environment file.</summary>
    public static ILookup<string, string> Lines(string file) =>
        File.ReadLines(Path.Combine(Folder, "systemd", file))
            .Where(line => line is not [] && line[0] is not ('#' or '['))
            .Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1].Trim('"'));

    /// <summary>What a process reads that is given these environment variables.</summary>
    public static IConfiguration Settings(IEnumerable<(string Name, string Value)> variables) =>
        new ConfigurationBuilder().AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Name.Replace("__", ":"), (string?)variable.Value))).Build();

    /// <summary>The items of a list, or none.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? list) => list is JsonArray items ? items.OfType<JsonNode>() : [];

    /// <summary>A span as compose and systemd write it.</summary>
    public static TimeSpan Seconds(JsonNode? text) => TimeSpan.FromSeconds(double.Parse($"{text}".TrimEnd('s')));

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(entry => KeyValuePair.Create($"{entry.Key}", Node(entry.Value)))),
        IList<object> list => new JsonArray([.. list.Select(Node)]),
        _ => JsonValue.Create($"{value}"),
    };

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
