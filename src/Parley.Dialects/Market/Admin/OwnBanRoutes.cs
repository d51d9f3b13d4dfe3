using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Bans;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Accounts;
using Parley.Dialects.OpenApi;
using Parley.Limits;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary>
/// What the banned may still do: see what stands against them, and say something against it. They are known by a token that is good for nothing
/// else, or by name and password.
/// </summary>
internal static class OwnBanRoutes
{
    private const string Bearer = "Bearer ";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me/bans", ListAsync)
            .Describe("What stands and stood against oneself; also for the banned.", answers: BanJson.Wire.EnvelopeIReadOnlyListOwnBanView);
        app.MapPost("/api/v1/me/bans/{id}/appeal", AppealAsync)
            .Describe("Says something against a ban, once; also for the banned.", BanJson.Default.AppealBody, BanJson.Wire.EnvelopeOwnBanView);
        app.MapPost("/api/v1/auth/appeal", AppealByNameAsync).AddEndpointFilter<SignInLimit>()
            .Describe("Says something against the ban of the account, by name and password.", BanJson.Default.AppealBody, BanJson.Wire.EnvelopeOwnBanView);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccessTokens tokens, BanDesk desk)
    {
        var caller = await CallerAsync(http, tokens);
        if (!caller.IsOk)
            return caller.Refusal.ToResult();
        var own = await desk.OwnAsync(caller.Value.Account, http.RequestAborted);
        return MarketResults.Ok<IReadOnlyList<OwnBanView>>([.. own.Select(OwnBanView.Of)], BanJson.Wire.EnvelopeIReadOnlyListOwnBanView);
    }

    private static async Task<IResult> AppealAsync(HttpContext http, string id, AccessTokens tokens, BanDesk desk, RateLimiter limiter, RateLimits limits)
    {
        var caller = await CallerAsync(http, tokens);
        if (!caller.IsOk)
            return caller.Refusal.ToResult();
        if (limiter.Take(limits.Reports, caller.Value.Id.Value) is { } tooMany)
            return tooMany.ToResult();
        var body = await JsonBody.ReadAsync(http, BanJson.Default.AppealBody);
        if (!body.IsOk)
            return body.Error;
        var ban = BanRoutes.IdOf(id);
        return ban.IsNone ? ((Refusal)ChatError.NotFound).ToResult() : ToResult(await desk.AppealAsync(caller.Value.Account, ban, body.Value.Text, http.RequestAborted));
    }

    private static async Task<IResult> AppealByNameAsync(HttpContext http, TenantResolver tenants, SignIns signIns, BanDesk desk)
    {
        var body = await JsonBody.ReadAsync(http, BanJson.Default.AppealBody);
        if (!body.IsOk)
            return body.Error;
        var (text, username, email, password) = body.Value;
        if (string.IsNullOrEmpty(username ?? email))
            return EdgeFault.MissingField.ToResult("username");
        if (string.IsNullOrEmpty(password))
            return EdgeFault.MissingField.ToResult("password");
        var tenant = await tenants.ResolveAsync(http);
        if (!tenant.IsOk)
            return tenant.Refusal.ToResult();
        var proved = await signIns.ProveAsync(tenant.Value, (username ?? email)!, password, http.RequestAborted);
        return proved.IsOk ? ToResult(await desk.AppealAsync(proved.Value, default, text, http.RequestAborted)) : proved.Refusal.ToResult();
    }

    private static ValueTask<Outcome<Caller>> CallerAsync(HttpContext http, AccessTokens tokens)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
        return tokens.VerifyAsync(token, evenBanned: true, http.RequestAborted);
    }

    private static IResult ToResult(Outcome<Ban> outcome) =>
        outcome.IsOk ? MarketResults.Ok(OwnBanView.Of(outcome.Value), BanJson.Wire.EnvelopeOwnBanView) : outcome.Refusal.ToResult();
}
