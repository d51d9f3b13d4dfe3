using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/admin</c>: tenants, and who may act.</summary>
internal static class AdminRoutes
{
    private const int MostTenants = 100;

    private delegate Task<Outcome<Account>> SetStanding(Account admin, UserId target, StandingBody body, CancellationToken cancel);

    public static void Map(IEndpointRouteBuilder app)
    {
        var operators = app.MapGroup("/api/admin").RequireAuthorization(Policies.Operator);
        operators.MapPost("/tenants", CreateTenantAsync);
        operators.MapGet("/tenants", ListTenantsAsync);

        var admins = app.MapGroup("/api/admin/users").RequireAuthorization(Policies.Admin);
        admins.MapPost("", CreateUserAsync);
        admins.MapPost("/{id}/ban", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.BanAsync(admin, target, body.Reason, body.Minutes, cancel)));
        admins.MapPost("/{id}/unban", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.UnbanAsync(admin, target, body.Reason, cancel)));
        admins.MapPost("/{id}/disable", (HttpContext context, string id, AccountStanding standing) => SetAsync(
            context, id, (admin, target, body, cancel) => standing.DisableAsync(admin, target, body.Reason, cancel)));
    }

    private static async Task<IResult> CreateTenantAsync(HttpContext context, TenantDirectory tenants)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.NewTenantBody);
        if (!body.IsOk)
            return body.Error;
        var created = await tenants.CreateAsync(body.Value.Name, body.Value.Subdomain, body.Value.PlanType, context.RequestAborted);
        return created.IsOk
            ? MarketResults.Ok(TenantView.Of(created.Value.Tenant, created.Value.ApiKey), MarketJson.Wire.EnvelopeTenantView)
            : created.Refusal.ToResult();
    }

    private static async Task<IResult> ListTenantsAsync(HttpContext context, ITenantStore tenants)
    {
        if (!TryNumber(context, "after", 0, long.MaxValue, out var after))
            return FieldRules.Invalid("after").ToResult();
        if (!TryNumber(context, "limit", 20, MostTenants, out var limit) || limit < 1)
            return FieldRules.Invalid("limit", MostTenants).ToResult();
        var page = await tenants.ListAsync(new TenantId(after), (int)limit + 1, context.RequestAborted);
        var shown = page.Take((int)limit).Select(tenant => TenantView.Of(tenant)).ToList();
        return Results.Json(new PageEnvelope<TenantView>(shown, page.Count > limit ? shown[^1].Id : null), MarketJson.Wire.PageEnvelopeTenantView);
    }

    private static async Task<IResult> CreateUserAsync(HttpContext context, Registration registration)
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
        return account.IsOk ? MarketResults.Ok(AdminUserView.Of(account.Value), MarketJson.Wire.EnvelopeAdminUserView) : account.Refusal.ToResult();
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

    private static bool TryNumber(HttpContext context, string name, long fallback, long most, out long value)
    {
        value = fallback;
        return !context.Request.Query.TryGetValue(name, out var text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most);
    }
}
