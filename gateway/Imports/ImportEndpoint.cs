using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// <c>POST /api/imports?dryRun=&amp;skip=&amp;newVersion=</c>: a raw .xlsx or .zip of up to 32 MiB. 200 with the report when it was taken,
/// 422 with every bad row when it was not, 403 for whoever issues nowhere, 409 while another import runs, 503 while the process starts, stops or is busy, a part of the grid does not answer, or the import
/// takes longer than anybody is kept waiting. Issues nothing.
/// </summary>
internal static class ImportEndpoint
{
    private const long MaxBytes = 32 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Problem NotAllowed = new(GridErrors.UpperSnake(RefusalCode.Forbidden), "没有所需的权限：下发。", "A right is missing: issue.");

    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/imports", Import);
        return routes;
    }

    private static async Task<IResult> Import(
        HttpContext http, WorkbookImport import, ViewerReads viewer, IGrainFactory grains, Grids grids, ImportTurn turn, Readiness readiness, Admission admission, IOptions<GraphQLLimits> limits, IHostApplicationLifetime process,
        bool dryRun = false, bool skip = false, bool newVersion = false)
    {
        if (!IsFile(http.Request)) return Refuse(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "请直接上传 .xlsx 或 .zip 文件内容。");
        if (readiness.Missing.Count > 0) return Refuse(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "责任网格正在启动，请稍后再试。");
        var isTooLarge = http.Request.ContentLength > MaxBytes;
        // Without a limit the server reads on for some seconds after the refusal; a sender who is cut off in the middle would never hear it.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = isTooLarge ? null : MaxBytes;
        if (isTooLarge) return TooLarge();
        try
        {
            if (!await viewer.MayImport()) return Refuse(StatusCodes.Status403Forbidden, NotAllowed.Code, new Caller(http).Say(NotAllowed.Chinese, NotAllowed.English));
            // Whoever sends slowly holds nobody up: places and the turn are for what is here.
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var file = body.ToArray();
            var options = new ImportOptions(dryRun, skip, newVersion);
            using var place = await admission.Enter(http.RequestAborted);
            if (place is null) return ComeBack(http, Problem.Overloaded);
            if (turn.Join(NameOf(http, file, options), () => Run(file, options)) is not { } outcome) return Running();
            await ((Task)outcome).WaitAsync(limits.Value.Timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!outcome.IsCompleted) return ComeBack(http, GoesOn);
            var report = await outcome;
            turn.Heard(outcome);
            return Results.Json(report, Json, statusCode: report.Accepted ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        catch (GridRuleException refusal) when (refusal.Code is RefusalCode.Forbidden or RefusalCode.Unauthenticated)
        {
            return Refuse(StatusCodes.Status403Forbidden, GridErrors.UpperSnake(refusal.Code), new Caller(http).Say(refusal.Message, refusal.English));
        }
        catch (OperationCanceledException) when (process.ApplicationStopping.IsCancellationRequested)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "责任网格正在停止，导入未完成；启动后请重新导入同一工作簿。");
        }
        catch (Exception failure) when (failure is not BadHttpRequestException && RetryRules.Passes(failure))
        {
            return ComeBack(http, Unfinished);
        }

        async Task<ImportReport> Run(byte[] file, ImportOptions options)
        {
            using var workbook = new MemoryStream(file);
            var report = await import.Run(WorkbookReader.Read(workbook), options, stopping: process.ApplicationStopping);
            if (report is not { Accepted: true, DryRun: false }) return report;
            await CallSigner.AsGateway(async () =>
            {
                await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).MarkReady(report.Grid!);
                return true;
            });
            await grids.Refresh();
            return report;
        }
    }

    /// <summary>The same for the same bytes, taken the same way, by the same caller in the same name.</summary>
    private static string NameOf(HttpContext http, byte[] file, ImportOptions options) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(file))} {options} {Callers.PrincipalOf(http)}";

    /// <summary>
    /// The bytes of a file, whatever a plain client calls them. A browser names its page, and from one it takes a type that
    /// a foreign page cannot send without asking first.
    /// </summary>
    private static bool IsFile(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        { } type when type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("multipart/", StringComparison.Ordinal) => false,
        null or "" or "application/x-www-form-urlencoded" => request.Headers.Origin.Count == 0,
        _ => true,
    };

    private static readonly Problem Unfinished = Problem.Unavailable with
    {
        Chinese = "网格的一部分暂时无法应答，导入未完成；请稍后重新导入同一工作簿。",
        English = "A part of the grid does not answer now and the import is not complete; bring the same workbook again in a moment.",
    };

    private static readonly Problem GoesOn = Problem.Unavailable with
    {
        Chinese = "导入仍在进行，不会因此中断；请稍后重新导入同一工作簿，即可得知结果。",
        English = "The import goes on without you; bring the same workbook again in a moment to hear what came of it.",
    };

    private static IResult ComeBack(HttpContext http, Problem problem)
    {
        http.Response.Headers.RetryAfter = $"{problem.RetryAfter}";
        return Refuse(StatusCodes.Status503ServiceUnavailable, problem.Code, new Caller(http).Say(problem.Chinese, problem.English));
    }

    private static IResult Running() => Refuse(StatusCodes.Status409Conflict, "IMPORT_RUNNING", "另一个导入正在进行，请稍后再试。");

    private static IResult TooLarge() => Refuse(StatusCodes.Status413PayloadTooLarge, "WORKBOOK_TOO_LARGE", "工作簿超过 32 MiB，请拆分后再导入。");

    internal static IResult Refuse(int status, string code, string message) => Results.Json(new { code, message }, Json, statusCode: status);
}
