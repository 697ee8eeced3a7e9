using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>The second time a query comes it is answered without the engine; the reply must be the engine's to the byte.</summary>
public sealed class KnownQueryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging()
        .AddGridGraphQL<ParityQuery, ParityMutation>().AddSingleton<Mailbox>()
        .AddSingleton(new ProbeItems(300)).AddNode<ProbeItems>("ProbeItem", (items, key) => items.Find(key))
        .BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("{ text number flag real day none }")]
    [InlineData("{ __typename one: text two: text node { __typename id } }")]
    [InlineData("{ later { number text } more: later { items { number } } sooner { number } }")]
    [InlineData("{ tree { number children { number children { number text } } } }")]
    [InlineData("{ words gaps numbers kinds nested holes { number } empty { number } lazy { number } }")]
    [InlineData("{ kind kinds day instant big }")]
    [InlineData("{ tree { ...a ...b ... on Leaf { text } ... { flag } } } fragment a on Leaf { number children { number } } fragment b on Leaf { ...a children { text } }")]
    [InlineData("{ nodes { id ... on ProbeItem { number parent { number } } ... on Leaf { text } __typename } }")]
    [InlineData("{ tree { number } tree { text children { number } } tree { children { text } } }")]
    [InlineData("{ echo(text: \"责任\", list: [\"a\", \"b\"], by: {number: 3, kind: KEY_POST}) plain: echo }")]
    [InlineData("query($t: String, $l: [String!], $by: ProbeBy) { echo(text: $t, list: $l, by: $by) }", """{"t": "x", "l": ["p"], "by": {"number": 7}}""")]
    [InlineData("query($t: String = \"given\", $n: Long) { a: echo(text: $t) b: echo(by: {number: $n}) c: echo(list: [\"q\", \"r\"]) }", "{}")]
    [InlineData("query($t: String = \"given\") { echo(text: $t) }", """{"t": null}""")]
    [InlineData("query($l: [String!]) { echo(list: $l) }", """{"l": "single"}""")]
    [InlineData("query Named($d: Date!) { onDay(day: $d) }", """{"d": "2026-09-30"}""")]
    public async Task A_known_query_reads_as_the_engine_answers_it(string query, string? variables = null)
    {
        var (engine, known) = await Twice(query, variables);

        Assert.NotNull(known.Outcome.Answer);
        Assert.Null(engine.Outcome.Answer);
        Assert.Equal(engine.Text, known.Text);
    }

    [Theory]
    [InlineData("{ text broken }")]
    [InlineData("{ text brokenLater tree { number } }")]
    [InlineData("{ tree { number must } }")]
    [InlineData("{ text holesForbidden { number } }")]
    [InlineData("{ tree { children { number brokenFromTwo } } }")]
    [InlineData("{ late { must } later { number } }")]
    [InlineData("{ strange { number } }")]
    [InlineData("{ refused again: refused }")]
    public async Task What_fails_is_the_engines_errors_paths_and_nulls(string query)
    {
        var (engine, again) = await Twice(query, null);

        Assert.Null(again.Outcome.Answer);
        Assert.NotEmpty(engine.Outcome.Errors!);
        Assert.Equal(engine.Text, again.Text);
    }

    [Theory]
    [InlineData("query($d: Date!) { onDay(day: $d) }", """{"d": "2026-09-30"}""", """{"d": "yesterday"}""")]
    [InlineData("query($d: Date!) { onDay(day: $d) }", """{"d": "2026-09-30"}""", """{"d": null}""")]
    [InlineData("query($d: Date!) { onDay(day: $d) }", """{"d": "2026-09-30"}""", "{}")]
    [InlineData("query($by: ProbeBy) { echo(by: $by) }", """{"by": {"number": 1}}""", """{"by": {"number": 1, "other": 2}}""")]
    [InlineData("query($by: ProbeBy) { echo(by: $by) }", """{"by": {"number": 1}}""", """{"by": {"kind": "NONE"}}""")]
    public async Task Bad_variables_of_a_known_query_are_refused_as_ever(string query, string good, string bad)
    {
        var fresh = await Ask(query, bad);
        await Ask(query, good);
        Assert.NotNull((await Ask(query, good)).Outcome.Answer);

        var known = await Ask(query, bad);

        Assert.Null(known.Outcome.Answer);
        Assert.Equal(fresh.Text, known.Text);
    }

    [Theory]
    [InlineData("query($no: Boolean!) { text @skip(if: $no) number }", """{"no": true}""")]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ __type(name: \"Leaf\") { name } }")]
    [InlineData("mutation { a: send(text: \"x\") { __typename } b: send(text: \"y\") { __typename } }")]
    [InlineData("query a { text } query b { number }")]
    public async Task What_only_the_engine_does_stays_with_it(string query, string? variables = null)
    {
        var (engine, again) = await Twice(query, variables);

        Assert.Null(again.Outcome.Answer);
        Assert.Equal(engine.Text, again.Text);
    }

    [Theory]
    [InlineData("mutation($t: String!) { send(text: $t) { number } }", true)]
    [InlineData("mutation($t: String!) { send(text: $t, fails: true) { number } }", false)]
    [InlineData("mutation($t: String!) { send(text: $t) { number broken } }", false)]
    [InlineData("mutation($t: String!) { send(text: $t) { number must } }", false)]
    public async Task A_known_command_is_sent_once_a_request_whoever_answers(string command, bool isPlain)
    {
        for (var time = 1; time <= 3; time++)
        {
            var (outcome, text) = await Ask(command, $$"""{"t": "{{time}}"}""");

            Assert.Equal(isPlain && time > 1, outcome.Answer is not null);
            Assert.Equal(isPlain, !text.Contains("\"errors\"", StringComparison.Ordinal));
        }

        Assert.Equal(["1", "2", "3"], services.GetRequiredService<Mailbox>().Letters);
    }

    [Fact]
    public async Task A_page_size_is_weighed_before_it_is_known()
    {
        const string Query = "query($n: Int = 2) { items(first: $n) { nodes { number } } }";
        var refused = await Ask(Query, """{"n": 500}""");
        var (fresh, _) = await Twice(Query, """{"n": 3}""");

        Assert.NotNull((await Ask(Query, """{"n": 3}""")).Outcome.Answer);
        Assert.Equal(fresh.Text, (await Ask(Query, """{"n": 3}""")).Text);
        Assert.Null((await Ask(Query, """{"n": 4}""")).Outcome.Answer);
        Assert.NotNull((await Ask(Query, """{"n": 4}""")).Outcome.Answer);
        Assert.Null((await Ask(Query, "{}")).Outcome.Answer);
        Assert.Contains("\"requested\":3", (await Ask(Query, "{}")).Text);
        Assert.Equal(refused.Text, (await Ask(Query, """{"n": 500}""")).Text);
        Assert.NotEmpty((await Ask(Query, """{"n": 0}""")).Outcome.Errors!);
    }

    [Fact]
    public async Task A_known_query_that_takes_too_long_is_given_up()
    {
        services.GetRequiredService<IOptions<GraphQLLimits>>().Value.Timeout = TimeSpan.FromSeconds(2);
        await Ask("query($ms: Long!) { wait(ms: $ms) }", """{"ms": 1}""");

        var known = await Ask("query($ms: Long!) { wait(ms: $ms) }", """{"ms": 60000}""");

        Assert.Equal(ResponsibilityGrid.Gateway.ErrorCode.Timeout, GridErrors.Classify(Assert.Single(known.Outcome.Errors!)).Code);
    }

    [Fact]
    public async Task Who_waits_waits_side_by_side()
    {
        await Ask("{ a: meet(number: 3) b: meet(number: 3) c: meet(number: 3) }", null);

        Assert.NotNull((await Ask("{ a: meet(number: 3) b: meet(number: 3) c: meet(number: 3) }", null)).Outcome.Answer);
    }

    private async Task<((Outcome Outcome, string Text) First, (Outcome Outcome, string Text) Second)> Twice(string query, string? variables) =>
        (await Ask(query, variables), await Ask(query, variables));

    private async Task<(Outcome Outcome, string Text)> Ask(string query, string? variables)
    {
        var caller = new Caller();
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { query, variables = variables is null ? default : JsonDocument.Parse(variables).RootElement }, Options));
        await using var scope = services.CreateAsyncScope();
        var outcome = await services.GetRequiredService<GridEngine>().Run(
            RequestReader.Read(new ReadOnlySequence<byte>(body)), caller, scope.ServiceProvider, queriesOnly: false, TestContext.Current.CancellationToken);
        var errors = outcome!.Errors is { Count: > 0 } ? services.GetRequiredService<GridErrors>().Show(outcome.Errors, caller) : null;
        using var text = new MemoryStream();
        var pipe = PipeWriter.Create(text);
        ResultWriter.Write(pipe, outcome, errors, caller.Cost is { } cost ? new(cost, 2000) : null);
        await pipe.FlushAsync(TestContext.Current.CancellationToken);
        return (outcome, Encoding.UTF8.GetString(text.ToArray()));
    }

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };
}
