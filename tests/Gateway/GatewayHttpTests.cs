using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewayHttpTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Json = "application/json";
    private const string Response = "application/graphql-response+json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData(Json, Json)]
    [InlineData(Response, Response)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", Response)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Json)]
    [InlineData("application/graphql-response+json, */*", Response)]
    [InlineData("application/graphql-response+json;q=0, */*", Json)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", Json)]
    [InlineData("text/html", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("image/png, text/*", null)]
    public async Task The_reply_has_the_type_that_was_asked_for(string? accept, string? type)
    {
        using var request = Post("""{"query":"{hello}"}""");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        var reply = await host.Send(request);

        Assert.Equal(type is null ? 406 : 200, reply.Status);
        Assert.Equal(type ?? Json, reply.Type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=gb18030")]
    public async Task A_body_that_a_foreign_form_could_send_is_not_read(string? type)
    {
        using var request = Post("""{"query":"mutation{issue(name:\"x\"){__typename}}"}""");
        request.Content!.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        var reply = await host.Send(request);

        Assert.Equal((415, "BAD_USER_INPUT"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("null")]
    [InlineData("""[{"query":"{hello}"}]""")]
    [InlineData("""{"query":"{hello}"} {}""")]
    [InlineData("""{"query":"{hello}" """)]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":""}""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":"{hello}","variables":[]}""")]
    [InlineData("""{"query":"{hello}","variables":{"a":1,"a":2}}""")]
    [InlineData("""{"query":"{hello}","variables":{"a":1e999}}""")]
    [InlineData("""{"query":"{hello}","variables":{"a":"\ud800"}}""")]
    [InlineData("""{"query":"{hello \ud800}"}""")]
    [InlineData("""{"query":"{hello}","operationName":{}}""")]
    [InlineData("""{"query":"{hello}","extensions":"x"}""")]
    public async Task A_malformed_request_is_refused(string body)
    {
        using var request = Post(body);

        var reply = await host.Send(request);

        Assert.Equal((400, "BAD_USER_INPUT"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_deeply_nested_body_is_refused()
    {
        using var request = Post("""{"query":"{hello}","variables":{"a":""" + new string('[', 10_000));

        Assert.Equal(400, (await host.Send(request)).Status);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        using var request = Post("");
        request.Content = new ByteArrayContent([.. "{\"query\":\"{hello}\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        request.Content.Headers.ContentType = new(Json);

        Assert.Equal(400, (await host.Send(request)).Status);
    }

    [Fact]
    public async Task Parameters_nobody_knows_are_ignored()
    {
        using var request = Post("""{"id":[1,{"a":2}],"query":"{hello}","documentId":7}""");

        Assert.Equal(200, (await host.Send(request)).Status);
    }

    [Theory]
    [InlineData(65_536, 200)]
    [InlineData(65_537, 413)]
    [InlineData(300_000, 413)]
    public async Task A_body_may_have_64_KiB(int bytes, int status)
    {
        const string start = """{"query":"{hello}","x":" """;
        foreach (var chunked in new[] { false, true })
        {
            using var request = Post(start + new string('x', bytes - start.Length - 2) + "\"}");
            request.Headers.TransferEncodingChunked = chunked;

            Assert.Equal(status, (await host.Send(request)).Status);
        }
    }

    [Theory]
    [InlineData("?query={hello}", 200)]
    [InlineData("?query=query A{hello} mutation B{issue(name:\"x\"){__typename}}&operationName=A", 200)]
    [InlineData("?query=query($d:Date){echo(date:$d){date}}&variables={\"d\":\"2026-09-30\"}", 200)]
    [InlineData("?query=query A{hello} mutation B{issue(name:\"x\"){__typename}}&operationName=B", 405)]
    [InlineData("?query=mutation{issue(name:\"x\"){__typename}}", 405)]
    [InlineData("?query={hello}&variables=[]", 400)]
    [InlineData("?query={hello}&extensions=x", 400)]
    [InlineData("", 400)]
    public async Task GET_is_for_queries(string parameters, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Url + parameters);

        var reply = await host.Send(request);

        Assert.Equal((status, status == 405 ? "POST" : ""), (reply.Status, reply.Allow));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_told_which_ones_there_are(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), host.Url);

        var reply = await host.Send(request);

        Assert.Equal((405, "GET, POST"), (reply.Status, reply.Allow));
    }

    [Theory]
    [InlineData("{ hello", 400, "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nothing }", 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query($d:Date!){echo(date:$d){date}}", 400, "BAD_USER_INPUT")]
    [InlineData("query A{hello} query B{hello}", 400, "BAD_USER_INPUT")]
    public async Task Only_the_newer_type_says_by_its_status_that_nothing_ran(string query, int status, string code)
    {
        var newer = await host.Ask(query);
        var older = await host.Ask(query, accept: Json);

        Assert.Equal((status, code, false), (newer.Status, newer.Code, newer.Json.TryGetProperty("data", out _)));
        Assert.Equal((200, code), (older.Status, older.Code));
    }

    private HttpRequestMessage Post(string body) =>
        new(HttpMethod.Post, host.Url) { Content = new StringContent(body, Encoding.UTF8, Json) };
}
