using System.Text.Json;
using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>Grids that differ only inside county B answer whoever has nothing to do with B the same, byte for byte, whatever they ask.</summary>
public sealed class LeakTests : IAsyncLifetime
{
    private TwoCounties _grid = null!;

    public async ValueTask InitializeAsync() => _grid = await TwoCounties.Start();

    public ValueTask DisposeAsync() => _grid.DisposeAsync();

    [Fact]
    public async Task What_happens_in_county_B_shows_nowhere_in_county_A()
    {
        await using var renamed = await TwoCounties.Start(CountyB.Renamed);
        await using var larger = await TwoCounties.Start(CountyB.Larger);
        var questions = new SchemaWalk(_grid.Schema).All().ToList();
        var (told, seen) = (new HashSet<string>(), 0);
        foreach (var question in questions)
        {
            foreach (var role in (string[])["clerk", "holder", "discipline:A", "functional:A", "sysadmin", "secadmin", "auditor"])
            {
                var answer = await _grid.Ask(role, question.Text);
                told.UnionWith(ToldBy(answer));
                // The log of readings is the auditor's, whole, in the order in which the readings above came in.
                if (role == "auditor" && question.Text.StartsWith("{ restrictedReads", StringComparison.Ordinal)) continue;
                Same(role, question, answer, await renamed.Ask(role, question.Text));
                var inLarger = await larger.Ask(role, question.Text);
                // The numbers of the units above are published.
                if (!question.Text.StartsWith($"{{ overview(unit: \"{City}\")", StringComparison.Ordinal)) Same(role, question, answer, inLarger);
                if (role == "clerk" && question.Text.Length < 2000) Same(role, question, await _grid.Ask(role, question.Text, byGet: true), await renamed.Ask(role, question.Text, byGet: true));
            }

            if (await _grid.Ask("inspector", question.Text) != await renamed.Ask("inspector", question.Text)) seen++;
        }

        var narrowed = 0;
        foreach (var question in new SchemaWalk(_grid.Schema).WithOptions())
        {
            foreach (var role in (string[])["clerk", "holder", "discipline:A", "functional:A"])
            {
                var answer = await _grid.Ask(role, question.Text);
                if (!answer.Contains("\"errors\"", StringComparison.Ordinal)) narrowed++;
                Assert.DoesNotContain("GRAPHQL_VALIDATION_FAILED", answer);
                Same(role, question, answer, await renamed.Ask(role, question.Text));
                if (!question.Text.StartsWith($"{{ overview(unit: \"{City}\"", StringComparison.Ordinal)) Same(role, question, answer, await larger.Ask(role, question.Text));
            }
        }

        Assert.True(narrowed > 200, $"{narrowed} answers");

        // Of the day before, when somebody had just left.
        var past = 0;
        foreach (var question in new SchemaWalk(_grid.Schema).OfOtherMoment())
        {
            foreach (var role in (string[])["clerk", "holder", "discipline:A"])
            {
                var answer = await _grid.Ask(role, question.Text);
                if (!answer.Contains("\"errors\"", StringComparison.Ordinal)) past++;
                Same(role, question, answer, await renamed.Ask(role, question.Text));
            }
        }

        Assert.True(past > 0);
        var (missing, stale) = (FieldsOf(_grid.Schema).Except(told).Except(Untold).ToList(), Untold.Where(field => told.Contains(field) || !FieldsOf(_grid.Schema).Contains(field)).ToList());
        Assert.True(missing.Count + stale.Count == 0, $"Never told: {string.Join(' ', missing)}. Told, or gone, though listed as untold: {string.Join(' ', stale)}.");
        // Whoever may see county B does see that it differs: the comparison can fail.
        Assert.True(seen > questions.Count / 10, $"An inspector saw a difference in {seen} of {questions.Count}.");
    }

    [Fact]
    public async Task What_is_not_to_be_seen_is_refused_like_what_is_not_there()
    {
        foreach (var question in new SchemaWalk(_grid.Schema).All().Where(q => q.Subject == TwoCounties.B))
        {
            var unknown = question.Text.Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal);
            if (question.Text.Contains("id: ", StringComparison.Ordinal) || question.Text.Contains("ids: ", StringComparison.Ordinal)) continue;
            foreach (var role in (string[])["clerk", "holder", "discipline:A"])
                Assert.Equal((await _grid.Ask(role, question.Text)).Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal), await _grid.Ask(role, unknown));
        }
    }

    [Fact]
    public async Task The_three_administrators_read_no_business_data()
    {
        foreach (var question in new SchemaWalk(_grid.Schema).All())
        foreach (var role in (string[])["sysadmin", "secadmin", "auditor"])
        {
            var answer = await _grid.Ask(role, question.Text);
            var body = answer[answer.IndexOf("\n\n", StringComparison.Ordinal)..];
            Assert.False(Business.Any(word => body.Contains(word, StringComparison.Ordinal)), $"{role} asked {question.Text}\n{body}");
        }
    }

    /// <summary>Fields of what does not come about in this small grid, or is told to none of those who are compared: of them the comparison says nothing, and the tests of their nouns have to.</summary>
    private static readonly HashSet<string> Untold =
    [
        "Query.interviews", "Interview.number", "Interview.asOf", "Interview.list", "Interview.facts", "Interview.among", "Interview.by", "Interview.recorded", "Interview.paper", "Interview.text",
        "RankedUnit.rank", "RankedUnit.proposal", "InterviewProposal.head", "InterviewProposal.disciplineHead", "Interviewee.post", "Interviewee.title", "Interviewee.person", "Interviewee.name",
        "Query.officerCard", "OfficerCard.sender", "OfficerCard.host", "OfficerCard.cells", "OfficerCard.emptyTasks", "OfficerCard.emptyDuties", "OfficerCell.duty", "OfficerCell.task", "OfficerCell.count",
        "SupervisionAction.officer", "SupervisionAction.duty", "SupervisionAction.task", "Target.list", "Target.duty", "Target.aspect",
        "SupervisionReview.piles", "Pile.unit", "Pile.target", "Pile.lines", "Pile.since", "Pile.until",
        "SupervisionReview.disagreements", "Disagreement.kind", "Disagreement.kindLabel", "Disagreement.unit", "Disagreement.target", "Disagreement.foundBy", "Disagreement.foundOn", "Disagreement.missedBy", "Disagreement.missedOn",
        "Unsupervised.post", "Unsupervised.other", "Flag.clearedUntil", "FlagRecord.action", "Inspection.text", "Inspection.findings", "Finding.number", "Finding.text", "Finding.who", "Finding.on", "Finding.recorded", "Finding.paper",
        "Measure.corrects", "Reading.reader", "Me.person", "Actor.for", "Holder.until", "Holder.reason", "HeldPost.until", "Assist.to", "ResponsibilityItem.refinedFrom", "Leader.until", "Link.until",
        "Account.duty", "Account.person", "Account.issuer", "ServiceKey.createdBy", "ServiceKey.revoked", "Grant.from", "Grant.to", "Grant.paper", "Grant.endedBy", "Grant.ended",
        "ListDifference.changed", "ListDifference.dropped", "Cascade.unreached", "Accountable.paper", "Accountable.head",
        "Problem.action", "Problem.rootCause", "Problem.lastingMeasure", "Problem.waiver", "Problem.submitter", "Problem.closedOn", "Problem.recurrenceOf", "Problem.recurredAs", "Milestone.doneOn",
        "Referral.number", "Referral.viewerCan", "Queue.covers", "Queue.handovers", "Cover.unit", "Cover.post", "Cover.holder", "Cover.until",
        "Handover.paper", "Handover.leaverSigned", "Disposal.post", "Disposal.reason", "HandoverPack.disputes", "HandoverPack.handovers", "HandoverPack.referrals",
    ];

    // Names and words of the grid; codes come back in refusals that repeat what was asked.
    private static readonly string[] Business = ["单位1", "人1", "事项2026", "已排查", "110-1\",\"title"];

    private static void Same(string role, Question question, string one, string other) =>
        Assert.True(one == other, $"{role} asked {question.Text}\n{one}\n--- and where only county B differs:\n{other}");

    /// <summary>The fields of which an answer tells something: not a null, an empty text or an empty list.</summary>
    private static IEnumerable<string> ToldBy(string answer)
    {
        var body = JsonDocument.Parse(answer[answer.IndexOf('{')..]).RootElement;
        return body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? Of("Query", data) : [];

        static IEnumerable<string> Of(string type, JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(one => Of(type, one)),
            JsonValueKind.Object when (value.TryGetProperty("__typename", out var name) ? name.GetString()! : type) is var owner =>
                value.EnumerateObject().Where(field => IsSaid(field.Value)).SelectMany(field => Of("", field.Value).Prepend($"{owner}.{field.Name}")),
            _ => [],
        };

        static bool IsSaid(JsonElement value) => value.ValueKind is not JsonValueKind.Null && value.ToText() is not ("[]" or "\"\"" or "");
    }

    private static IEnumerable<string> FieldsOf(ISchema schema) =>
        schema.AllTypes.OfType<IObjectGraphType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && t.Name != "Mutation" && !t.Name.EndsWith("Payload", StringComparison.Ordinal) && t.Name != "UserError")
            .SelectMany(t => t.Fields.Select(f => $"{t.Name}.{f.Name}"));
}
