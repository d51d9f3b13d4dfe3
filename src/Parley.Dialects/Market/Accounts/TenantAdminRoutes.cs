using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Dialects.Rest;
using Parley.Primitives;
using Parley.Tenants;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/admin/tenants</c>: what operators do to tenants.</summary>
internal static class TenantAdminRoutes
{
    private const int MostTenants = 100;
    private const int DefaultGraceMinutes = 60;

    public static void Map(IEndpointRouteBuilder app)
    {
        var operators = app.MapGroup("/api/admin/tenants").RequireAuthorization(Policies.Operator);
        operators.MapPost("", CreateTenantAsync)
            .Describe("Makes a tenant; its key is answered once.", MarketJson.Default.NewTenantBody, MarketJson.Wire.EnvelopeTenantView);
        operators.MapGet("", ListTenantsAsync).Describe("All tenants.", answers: MarketJson.Wire.PageEnvelopeTenantView, query: "after limit");
        operators.MapGet("/{id}", ReadAsync).Describe("A tenant.", answers: MarketJson.Wire.EnvelopeTenantView);
        operators.MapPatch("/{id}", ChangeAsync)
            .Describe("Changes a tenant's name, plan, settings or status.", MarketJson.Default.TenantPatchBody, MarketJson.Wire.EnvelopeTenantView);
        operators.MapPost("/{id}/rotate-key", RotateAsync)
            .Describe("A new key for a tenant; the old one may go on for a while.", MarketJson.Default.RotateKeyBody, MarketJson.Wire.EnvelopeTenantView);
    }

    private static async Task<IResult> CreateTenantAsync(HttpContext context, TenantDirectory tenants, AuditTrail audit)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.NewTenantBody);
        if (!body.IsOk)
            return body.Error;
        var created = await tenants.CreateAsync(body.Value.Name, body.Value.Subdomain, body.Value.PlanType, context.RequestAborted);
        if (!created.IsOk)
            return created.Refusal.ToResult();
        audit.Record(AuditAction.TenantCreated, context.Caller().Account, created.Value.Tenant.Id.Value);
        return MarketResults.Ok(TenantView.Of(created.Value.Tenant, created.Value.ApiKey), MarketJson.Wire.EnvelopeTenantView);
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

    private static async Task<IResult> ReadAsync(HttpContext context, string id, ITenantStore tenants) =>
        await tenants.FindAsync(IdOf(id), context.RequestAborted) is { } tenant
            ? MarketResults.Ok(TenantView.Of(tenant), MarketJson.Wire.EnvelopeTenantView)
            : Answers.Refuse(ChatError.NotFound);

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, TenantDirectory tenants, SuspendedTenants suspended, AuditTrail audit)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.TenantPatchBody);
        if (!body.IsOk)
            return body.Error;
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var changed = await tenants.ChangeAsync(IdOf(id), patch.Value, context.RequestAborted);
        if (!changed.IsOk)
            return changed.Refusal.ToResult();
        audit.Record(AuditAction.TenantChanged, context.Caller().Account, changed.Value.Id.Value);
        await suspended.RefreshAsync(context.RequestAborted); // here at once; elsewhere within a second
        return MarketResults.Ok(TenantView.Of(changed.Value), MarketJson.Wire.EnvelopeTenantView);
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string id, TenantDirectory tenants, AuditTrail audit)
    {
        var body = context.Request.ContentLength is null or 0
            ? new Body<RotateKeyBody>(new RotateKeyBody(null), null)
            : await JsonBody.ReadAsync(context, MarketJson.Default.RotateKeyBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.GraceMinutes is < 0 or > int.MaxValue)
            return FieldRules.Invalid("graceMinutes", (long)TenantDirectory.LongestGrace.TotalMinutes).ToResult();
        var rotated = await tenants.RotateKeyAsync(IdOf(id), TimeSpan.FromMinutes(body.Value.GraceMinutes ?? DefaultGraceMinutes), context.RequestAborted);
        if (!rotated.IsOk)
            return rotated.Refusal.ToResult();
        audit.Record(AuditAction.TenantKeyRotated, context.Caller().Account, rotated.Value.Tenant.Id.Value);
        return MarketResults.Ok(TenantView.Of(rotated.Value.Tenant, rotated.Value.ApiKey), MarketJson.Wire.EnvelopeTenantView);
    }

    // The default tenant's id is 1: no entity's, but a number all the same.
    private static TenantId IdOf(string id) => new(PublicId.TryParse(id, EntityKind.Tenant, out var number) ? number : 0);

    private static bool TryNumber(HttpContext context, string name, long fallback, long most, out long value)
    {
        value = fallback;
        return !context.Request.Query.TryGetValue(name, out var text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most);
    }
}
