using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// <c>POST /api/imports?dryRun=&amp;skip=&amp;newVersion=</c>: a raw .xlsx or .zip of up to 32 MiB. 200 with the report when it was taken,
/// 422 with every bad row when it was not, 409 while another import runs. Issues nothing.
/// </summary>
internal static class ImportEndpoint
{
    private const long MaxBytes = 32 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly SemaphoreSlim Turn = new(1);

    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/imports", Import);
        return routes;
    }

    private static async Task<IResult> Import(HttpContext http, WorkbookImport import, IGrainFactory grains, Grids grids, bool dryRun = false, bool skip = false, bool newVersion = false)
    {
        // What a browser sends from a foreign page without asking first is not a workbook.
        if (http.Request.ContentType is { } type && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Contains("form", StringComparison.OrdinalIgnoreCase) && !type.Contains("openxmlformats", StringComparison.OrdinalIgnoreCase)))
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "请直接上传 .xlsx 或 .zip 文件内容。");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        if (!await Turn.WaitAsync(0)) return Refuse(StatusCodes.Status409Conflict, "IMPORT_RUNNING", "另一个导入正在进行，请稍后再试。");
        try
        {
            var report = await import.Run(await WorkbookReader.Read(http.Request.Body, http.RequestAborted), new ImportOptions(dryRun, skip, newVersion));
            if (report is { Accepted: true, DryRun: false })
            {
                await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).MarkReady(report.Grid!);
                await grids.Refresh();
            }

            return Results.Json(report, Json, statusCode: report.Accepted ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "WORKBOOK_TOO_LARGE", "工作簿超过 32 MiB，请拆分后再导入。");
        }
        finally
        {
            Turn.Release();
        }
    }

    private static IResult Refuse(int status, string code, string message) => Results.Json(new { code, message }, Json, statusCode: status);
}
