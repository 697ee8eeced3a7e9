using System.Text.Json;
using GraphQL.Types;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>Grids that differ only inside county B answer whoever has nothing to do with B the same, byte for byte, whatever they ask.</summary>
public sealed class LeakTests(ThreeGrids grids) : IClassFixture<ThreeGrids>
{
    private static readonly string[] Administrators = ["sysadmin", "secadmin", "auditor"];

    // Who has nothing to do with county B.
    private static readonly string[] Strangers = ["clerk", "holder", "discipline:A", "functional:A", .. TwoCounties.Narrower.Select(role => role.Role)];

    // Of these one for each way in which a sight is cut.
    private static readonly string[] Few = ["clerk", "discipline:A", "functional:A", "clerk:branch", "holder:department"];

    private SchemaWalk Walk => new(grids.AsItIs.Schema);

    [Fact]
    public async Task What_happens_in_county_B_shows_nowhere_in_county_A()
    {
        var (told, seen, asked) = (new HashSet<string>(), 0, 0);
        foreach (var question in Walk.All())
        {
            foreach (var role in Strangers.Concat(Administrators))
            {
                // The log of readings is the auditor's, whole, in the order in which the readings here came in.
                var isLog = role is "auditor" && question.Text.StartsWith("{ restrictedReads", StringComparison.Ordinal);
                told.UnionWith(ToldBy(isLog ? await grids.AsItIs.Ask(role, question.Text) : await grids.Same(role, question)));
            }

            if (question.Text.Length < 2000) await grids.Same("clerk", question, byGet: true);
            if (await grids.Differs(question)) seen++;
            asked++;
        }

        var (missing, stale) = (FieldsOf(grids.AsItIs.Schema).Except(told).Except(Untold).ToList(), Untold.Where(field => told.Contains(field) || !FieldsOf(grids.AsItIs.Schema).Contains(field)).ToList());
        Assert.True(missing.Count + stale.Count == 0, $"Never told: {string.Join(' ', missing)}. Told, or gone, though listed as untold: {string.Join(' ', stale)}.");
        // Whoever may see county B does see that it differs: the comparison can fail.
        Assert.True(seen > asked / 10, $"An inspector saw a difference in {seen} of {asked}.");
    }

    [Fact]
    public async Task Nor_does_it_by_anything_that_may_be_said_beside_a_question()
    {
        var cursors = await grids.Cursors();
        Assert.True(cursors.Count > 10, $"Places were had of {cursors.Count} lists.");
        var (answered, seen) = (0, 0);
        foreach (var question in Walk.WithOptions(cursors))
        {
            foreach (var role in Few)
            {
                var answer = await grids.Same(role, question);
                Assert.DoesNotContain("GRAPHQL_VALIDATION_FAILED", answer);
                if (!answer.Contains("\"errors\"", StringComparison.Ordinal)) answered++;
            }

            if (await grids.Differs(question)) seen++;
        }

        Assert.True(answered > 1000 && seen > 100, $"{answered} answers; an inspector saw a difference in {seen}.");
    }

    /// <summary>Of the day before, when somebody had just left.</summary>
    [Fact]
    public async Task Nor_does_it_on_another_day()
    {
        var answered = 0;
        foreach (var question in Walk.OfOtherMoment())
            foreach (var role in Few)
                if (!(await grids.Same(role, question)).Contains("\"errors\"", StringComparison.Ordinal)) answered++;

        Assert.True(answered > 100, $"{answered} answers");
    }

    [Fact]
    public async Task What_is_not_to_be_seen_is_refused_like_what_is_not_there()
    {
        foreach (var question in Walk.All().Where(q => q.Subject == TwoCounties.B))
        {
            var unknown = question.Text.Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal);
            if (question.Text.Contains("id: ", StringComparison.Ordinal) || question.Text.Contains("ids: ", StringComparison.Ordinal)) continue;
            foreach (var role in Few)
                Assert.Equal((await grids.AsItIs.Ask(role, question.Text)).Replace(TwoCounties.B, SchemaWalk.Nowhere, StringComparison.Ordinal), await grids.AsItIs.Ask(role, unknown));
        }
    }

    [Fact]
    public async Task The_three_administrators_read_no_business_data()
    {
        foreach (var question in Walk.All())
        foreach (var role in Administrators)
        {
            var answer = await grids.AsItIs.Ask(role, question.Text);
            var body = answer[answer.IndexOf("\n\n", StringComparison.Ordinal)..];
            Assert.False(Business.Any(word => body.Contains(word, StringComparison.Ordinal)), $"{role} asked {question.Text}\n{body}");
        }
    }

    /// <summary>Fields of what does not come about in this small grid, or is told to none of those who are compared: of them the comparison says nothing, and the tests of their nouns have to.</summary>
    private static readonly HashSet<string> Untold =
    [
        "Query.interviews", "Interview.number", "Interview.asOf", "Interview.list", "Interview.facts", "Interview.among", "Interview.by", "Interview.recorded", "Interview.paper", "Interview.text",
        "RankedUnit.rank", "RankedUnit.proposal", "InterviewProposal.head", "InterviewProposal.disciplineHead", "Interviewee.post", "Interviewee.title", "Interviewee.person", "Interviewee.name",
        "Query.officerCard", "Query.officerCards", "OfficerCard.post", "OfficerCard.sender", "OfficerCard.host", "OfficerCard.cells", "OfficerCard.emptyTasks", "OfficerCard.emptyDuties", "OfficerCell.duty", "OfficerCell.task", "OfficerCell.count",
        "SupervisionAction.officer", "SupervisionAction.duty", "SupervisionAction.task", "Target.list", "Target.duty", "Target.aspect",
        "SupervisionReview.piles", "Pile.unit", "Pile.target", "Pile.lines", "Pile.since", "Pile.until",
        "SupervisionReview.disagreements", "Disagreement.kind", "Disagreement.kindLabel", "Disagreement.unit", "Disagreement.target", "Disagreement.foundBy", "Disagreement.foundOn", "Disagreement.missedBy", "Disagreement.missedOn",
        "Query.spreads", "Spread.unit", "Spread.category", "Spread.duty", "Spread.title", "Spread.line", "Spread.lineKind", "Spread.owners", "Spread.places", "Spread.count", "Spread.since", "Spread.until",
        "Unsupervised.post", "Unsupervised.other", "Flag.clearedUntil", "FlagRecord.action", "Inspection.text", "Inspection.findings", "Finding.number", "Finding.text", "Finding.who", "Finding.on", "Finding.recorded", "Finding.paper",
        "Measure.corrects", "Reading.reader", "Me.person", "Actor.for", "Holder.until", "Holder.reason", "HeldPost.until", "Assist.to", "ResponsibilityItem.refinedFrom", "Leader.until", "Link.until",
        "Account.duty", "Account.person", "Account.issuer", "ServiceKey.createdBy", "ServiceKey.revoked", "Grant.from", "Grant.to", "Grant.paper", "Grant.endedBy", "Grant.ended",
        "ListDifference.changed", "ListDifference.dropped", "Cascade.unreached", "Accountable.paper", "Accountable.head",
        "Problem.action", "Problem.rootCause", "Problem.lastingMeasure", "Problem.waiver", "Problem.submitter", "Problem.closedOn", "Problem.recurrenceOf", "Problem.recurrenceUnit", "Problem.recurredAs", "Problem.recurredUnit", "Milestone.doneOn",
        "Referral.number", "Referral.viewerCan", "Queue.covers", "Queue.handovers", "Cover.unit", "Cover.post", "Cover.holder", "Cover.until",
        "Handover.paper", "Handover.leaverSigned", "Disposal.post", "Disposal.reason", "HandoverPack.disputes", "HandoverPack.handovers", "HandoverPack.referrals",
    ];

    // Names and words of the grid; codes come back in refusals that repeat what was asked.
    private static readonly string[] Business = ["单位1", "人1", "事项2026", "已排查", "110-1\",\"title"];

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
