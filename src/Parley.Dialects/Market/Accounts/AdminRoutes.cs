using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/admin/users</c>: people, and who may act.</summary>
internal static class AdminRoutes
{
    private delegate Task<Outcome<Account>> SetStanding(Account admin, UserId target, StandingBody body, CancellationToken cancel);

    public static void Map(IEndpointRouteBuilder app)
    {
        var admins = app.MapGroup("/api/admin/users").RequireAuthorization(Policies.Admin);
        admins.MapPost("", CreateUserAsync).Describe("Makes a user of any role.", MarketJson.Default.NewUserBody, MarketJson.Wire.EnvelopeAdminUserView);
        admins.MapPost("/{id}/ban", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.BanAsync(admin, target, body.Reason, body.Minutes, cancel)))
            .Describe("Bans a user, for a while or for good.", MarketJson.Default.StandingBody, MarketJson.Wire.EnvelopeStandingView);
        admins.MapPost("/{id}/unban", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.UnbanAsync(admin, target, body.Reason, cancel)))
            .Describe("Lifts a ban.", MarketJson.Default.StandingBody, MarketJson.Wire.EnvelopeStandingView);
        admins.MapPost("/{id}/disable", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.DisableAsync(admin, target, body.Reason, cancel)))
            .Describe("Disables a user.", MarketJson.Default.StandingBody, MarketJson.Wire.EnvelopeStandingView);
    }

    private static async Task<IResult> CreateUserAsync(HttpContext context, Registration registration, AuditTrail audit)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.NewUserBody);
        if (!body.IsOk)
            return body.Error;
        if (!RoleNames.TryParse(body.Value.Role ?? "customer", out var role) || role > Role.Admin)
            return FieldRules.Invalid("role").ToResult();
        var account = await registration.RegisterAsync(context.Caller().TenantId, new NewPerson
        {
            Username = body.Value.Username,
            Email = body.Value.Email,
            Password = body.Value.Password,
            DisplayName = body.Value.DisplayName,
            Role = role,
        }, context.RequestAborted);
        if (!account.IsOk)
            return account.Refusal.ToResult();
        audit.Record(AuditAction.AccountCreated, context.Caller().Account, account.Value.Id.Value, RoleNames.Of(role));
        return MarketResults.Ok(AdminUserView.Of(account.Value), MarketJson.Wire.EnvelopeAdminUserView);
    }

    private static async Task<IResult> SetAsync(HttpContext context, string id, SetStanding set)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.StandingBody);
        if (!body.IsOk)
            return body.Error;
        if (!PublicId.TryParse(id, EntityKind.User, out var number))
            return ((Refusal)ChatError.UserNotFound).ToResult();
        var account = await set(context.Caller().Account, new UserId(number), body.Value, context.RequestAborted);
        return account.IsOk ? MarketResults.Ok(StandingView.Of(account.Value), MarketJson.Wire.EnvelopeStandingView) : account.Refusal.ToResult();
    }
}
