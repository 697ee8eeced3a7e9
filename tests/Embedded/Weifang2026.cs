namespace ResponsibilityGrid.Tests.Embedded;

/// <summary>The sample's numbers that no date changes.</summary>
internal static class Weifang2026
{
    public const string Numbers =
        """{"units":237,"posts":1123,"persons":1076,"items":4899,"keyFew":834,"settled":true,"byLevel":[{"level":1,"count":168},{"level":2,"count":1703},{"level":3,"count":1830},{"level":4,"count":1198}],"byDepth":[{"depth":0,"count":32},{"depth":1,"count":898},{"depth":2,"count":1651},{"depth":3,"count":2318}]}""";

    public static async Task<string> Of(EmbeddedProcess process) =>
        (await process.Ask("""{ overview(unit: "370700") { units posts persons items keyFew settled byLevel { level count } byDepth { depth count } } }""")).GetProperty("overview").ToText();
}
