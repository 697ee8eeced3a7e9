using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ResponsibilityGrid.Gateway;

/// <summary>A page of few words that needs nothing from anywhere: no script but one line, no font, no picture.</summary>
internal static class Page
{
    // Moves the code of a one-time link from where no server sees it into the form.
    private const string Script = "var c=document.getElementById('code');if(c&&location.hash)c.value=location.hash.slice(1);history.replaceState(null,'',location.pathname+location.search);";
    private const string Style = "body{font:16px/1.6 sans-serif;max-width:26em;margin:3em auto;padding:0 1em;color:#222}label{display:block;margin:.8em 0}input{font:inherit;width:100%;padding:.4em;box-sizing:border-box}button{font:inherit;padding:.5em 1.5em}.no{color:#a00}code{word-break:break-all}";

    // Chinese stays as it is; what has a meaning in HTML does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; script-src 'sha256-{Hash(Script)}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page; what stands in it was made safe by <see cref="Safe"/>.</summary>
    public static IResult Of(string title, string body, int status = StatusCodes.Status200OK) => new Html(status, $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Safe(title)} · 责任网格</title><style>{Style}</style></head>
        <body><h1>{Safe(title)}</h1>
        {body}
        <script>{Script}</script></body></html>
        """);

    /// <summary>A form that sends to an address of ours.</summary>
    public static string Form(string action, string button, params string[] fields) => $"<form method=\"post\" action=\"{Safe(action)}\">{string.Concat(fields)}<button>{Safe(button)}</button></form>";

    /// <summary>A field to fill in.</summary>
    public static string Field(string label, string name, string type = "text", string complete = "off", string value = "") =>
        $"<label>{Safe(label)}<input id=\"{name}\" name=\"{name}\" type=\"{type}\" autocomplete=\"{complete}\" value=\"{Safe(value)}\" required></label>";

    /// <summary>What is sent along unseen.</summary>
    public static string Hidden(string name, string value) => $"<input type=\"hidden\" name=\"{name}\" value=\"{Safe(value)}\">";

    /// <summary>What went wrong.</summary>
    public static string Refused(params IEnumerable<string> sentences) => string.Concat(sentences.Select(sentence => $"<p class=\"no\" role=\"alert\">{Safe(sentence)}</p>"));

    /// <summary>A text as it may stand in a page.</summary>
    public static string Safe(string text) => Encoder.Encode(text);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class Html(int status, string text) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.XFrameOptions = "DENY";
            response.Headers["Referrer-Policy"] = "no-referrer";
            return response.WriteAsync(text);
        }
    }
}
