using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ResponsibilityGrid.Gateway;

/// <summary>Sends away whoever has no valid identity, in the form of the address that was asked.</summary>
internal sealed class Doorkeeper : IAuthorizationMiddlewareResultHandler
{
    private static readonly object Failure = new();

    /// <summary>Notes that nobody can say now whether an identity is valid.</summary>
    public static void NotKnown(HttpContext http, Exception failure) => http.Items[Failure] = failure;

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var isUnknown = RetryRules.Passes(context.Items[Failure] as Exception);
        if (!isUnknown && context.Request.Path.StartsWithSegments(AccountPages.Home))
        {
            context.Response.Redirect(AccountPages.SignIn);
            return;
        }

        var (status, problem) = isUnknown ? (StatusCodes.Status503ServiceUnavailable, Problem.Unavailable) : (StatusCodes.Status401Unauthorized, Problem.Unauthenticated);
        if (!isUnknown) context.Response.Headers.WWWAuthenticate = "Bearer";
        await Refuse(context, status, problem);
    }

    /// <summary>Sends a request away in the form of the address that was asked.</summary>
    public static async Task Refuse(HttpContext context, int status, Problem problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await ImportEndpoint.Refuse(status, problem.Code, new Caller(context).Say(problem.Chinese, problem.English)).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = MediaTypes.Negotiate(context.Request.Headers.Accept);
        await GraphQLEndpoint.Refuse(context, new Caller(context), status, problem);
    }
}
