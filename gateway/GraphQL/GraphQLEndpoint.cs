using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ResponsibilityGrid.Gateway;

/// <summary>GraphQL over HTTP: one operation by GET or POST, and a status that says whether it ran.</summary>
internal sealed class GraphQLEndpoint(
    WatchedEngine engine, GridErrors errors, Admission admission, IOptions<GraphQLLimits> limits, Readiness? readiness = null)
{
    /// <summary>Asked for with this header, the reply tells what the operation cost.</summary>
    public const string CostHeader = "X-GraphQL-Cost";

    public async Task Serve(HttpContext http)
    {
        var caller = new Caller(http);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var post = HttpMethods.IsPost(http.Request.Method);
        if (!post && !HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            await Refuse(http, caller, StatusCodes.Status405MethodNotAllowed, NotAllowed);
            return;
        }

        if (MediaTypes.Negotiate(http.Request.Headers.Accept) is not { } replyType)
        {
            await Refuse(http, caller, StatusCodes.Status406NotAcceptable, NotAcceptable);
            return;
        }

        http.Response.ContentType = replyType;
        if (readiness is { HasGrains: false })
        {
            await Refuse(http, caller, StatusCodes.Status503ServiceUnavailable, Problem.Unavailable);
            return;
        }

        if (post && (!MediaTypes.IsJsonBody(http.Request.ContentType) || http.Request.Headers.ContentEncoding.Count > 0))
        {
            await Refuse(http, caller, StatusCodes.Status415UnsupportedMediaType, NotJson);
            return;
        }

        GridRequest request;
        try
        {
            request = post ? await ReadBody(http) : RequestReader.Read(http.Request.Query);
        }
        catch (MalformedRequestException e)
        {
            await Refuse(http, caller, StatusCodes.Status400BadRequest, e.Problem);
            return;
        }
        catch (BadHttpRequestException e)
        {
            await Refuse(http, caller, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : NotRead);
            return;
        }

        // A caller who sends or reads slowly holds nobody else up. What it took to know them counts: they wait for all of it.
        caller.Began = Stopwatch.GetTimestamp() - (http.Features.Get<Arrival>()?.Waited ?? 0);
        Outcome? outcome;
        using (var place = await admission.Enter(http.RequestAborted))
        {
            if (place is null)
            {
                await Refuse(http, caller, StatusCodes.Status503ServiceUnavailable, Problem.Overloaded);
                return;
            }

            outcome = await engine.Run(request, caller, http.RequestServices, queriesOnly: !post, http.RequestAborted);
        }

        if (outcome is null) // the caller is gone
            return;
        if (outcome.NeedsPost)
        {
            http.Response.Headers.Allow = "POST";
            await Refuse(http, caller, StatusCodes.Status405MethodNotAllowed, NotByGet);
            return;
        }

        await Reply(http, caller, outcome);
    }

    private async Task<GridRequest> ReadBody(HttpContext http)
    {
        if (http.Request.ContentLength > limits.Value.MaxBodyBytes)
            throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > limits.Value.MaxBodyBytes)
            {
                // Handed back before the refusal, so that the server can drain the rest and the caller reads the reply.
                reader.AdvanceTo(read.Buffer.End);
                throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
            }

            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return RequestReader.Read(read.Buffer);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private async Task Reply(HttpContext http, Caller caller, Outcome outcome)
    {
        var shown = outcome.Errors is { Count: > 0 } ? errors.Show(outcome.Errors, caller) : null;

        // The older type means 200 for whatever was well-formed; the newer one says by its status that nothing ran.
        if (!outcome.Executed && http.Response.ContentType == MediaTypes.GraphQLResponse)
            http.Response.StatusCode = Status(shown);

        if (shown?.Max(error => error.RetryAfter) is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        Cost? cost = caller.Cost is { } requested && http.Request.Headers.ContainsKey(CostHeader) ? new(requested, limits.Value.MaxCost) : null;
        ResultWriter.Write(http.Response.BodyWriter, outcome, shown, cost);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static int Status(List<ShownError>? shown) => shown is [{ Code: var code }, ..] ? code switch
    {
        ErrorCode.Timeout => StatusCodes.Status504GatewayTimeout,
        ErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorCode.Internal => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    } : StatusCodes.Status400BadRequest;

    /// <summary>A reply of one error, in the type that was negotiated.</summary>
    internal static async Task Refuse(HttpContext http, Caller caller, int status, Problem problem)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType ??= MediaTypes.Json;
        if (problem.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        ResultWriter.Write(http.Response.BodyWriter, Outcome.None, [ShownError.Of(problem, caller)], null);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static readonly Problem NotAllowed = Problem.BadInput("只接受 GET 与 POST。", "Only GET and POST are accepted.");
    private static readonly Problem NotByGet = Problem.BadInput("GET 只能查询；修改请用 POST。", "GET is for queries; send mutations by POST.");
    private static readonly Problem NotAcceptable = Problem.BadInput(
        "只能以 application/graphql-response+json 或 application/json 应答。", "Replies come as application/graphql-response+json or application/json.");
    private static readonly Problem NotJson = Problem.BadInput(
        "请求体应为 UTF-8 的 application/json。", "The body must be application/json in UTF-8.");
    private static readonly Problem TooLarge = Problem.BadInput("请求体过大。", "The body is too large.");
    private static readonly Problem NotRead = Problem.BadInput("请求体未能读完。", "The body could not be read to its end.");
}
