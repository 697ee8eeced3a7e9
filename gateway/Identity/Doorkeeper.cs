using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ResponsibilityGrid.Gateway;

/// <summary>Sends away whoever has no valid identity, in the form of the address that was asked.</summary>
internal sealed class Doorkeeper : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var isUnknown = RetryRules.Passes(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure);
        var (status, problem) = isUnknown ? (StatusCodes.Status503ServiceUnavailable, Problem.Unavailable) : (StatusCodes.Status401Unauthorized, Problem.Unauthenticated);
        context.Response.Headers.CacheControl = "no-store";
        if (!isUnknown) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await ImportEndpoint.Refuse(status, problem.Code, new Caller(context).Say(problem.Chinese, problem.English)).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = MediaTypes.Negotiate(context.Request.Headers.Accept);
        await GraphQLEndpoint.Refuse(context, new Caller(context), status, problem);
    }
}
