using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ResponsibilityGrid.Cluster;

/// <summary>Brings a workbook to a gateway, as any caller can.</summary>
public static class WorkbookPost
{
    /// <summary>The report of an import that was taken. Sent away for a while, it comes again with the same file: the import is under way, or cannot be for the moment.</summary>
    /// <param name="http">Shows a key of somebody who issues.</param>
    /// <param name="address">Where imports are taken.</param>
    /// <param name="file">An .xlsx or .zip.</param>
    /// <exception cref="InvalidOperationException">The workbook was not taken; the report says why.</exception>
    public static async Task<JsonElement> Send(HttpClient http, Uri address, byte[] file)
    {
        while (true)
        {
            using var content = new ByteArrayContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var answer = await http.PostAsync(address, content);
            var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.IsSuccessStatusCode) return report;
            if (answer.Headers.RetryAfter?.Delta is not { } pause) throw new InvalidOperationException($"导入未成功：{report}");
            await Task.Delay(pause);
        }
    }
}
