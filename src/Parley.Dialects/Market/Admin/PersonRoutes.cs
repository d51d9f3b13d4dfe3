using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/users</c>: who is in one's tenant. Bans are beside it, with the accounts.</summary>
internal static class PersonRoutes
{
    private const int MostDevices = 50;
    private const int MostLines = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/users").RequireAuthorization(Policies.Admin);
        group.MapGet("", ListAsync).Describe("Users by name, or all.", answers: MarketJson.Wire.PageEnvelopeAdminPersonView, query: "q tenantId after limit");
        group.MapGet("/{id}", FindAsync).Describe("A user in detail.", answers: MarketJson.Wire.EnvelopePersonDetail).Audited();
        group.MapPost("/{id}/role", SetRoleAsync).Describe("Gives a user another role.", MarketJson.Default.RoleBody, MarketJson.Wire.EnvelopeAdminPersonView);
        group.MapPost("/{id}/sign-out", SignOutAsync).Describe("Ends all sign-ins of a user.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccountAdministration accounts, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await accounts.ListAsync(tenant, http.Request.Query["q"].ToString(), new UserId(page.After), page.Take, cancel);
        return rows.IsOk
            ? page.Answer(rows.Value, AdminPersonView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeAdminPersonView)
            : rows.Refusal.ToResult();
    }

    private static async Task<IResult> FindAsync(
        HttpContext http, string id, AccountAdministration accounts, ConnectionRegistry registry, ILastSeenStore seen, IAuditStore trail, CancellationToken cancel)
    {
        var user = WireId.Parse(id).User;
        var found = await accounts.FindAsync(http.Caller().Account, user, cancel);
        if (!found.IsOk)
            return found.Refusal.ToResult();
        var times = await seen.ReadAsync([user], cancel);
        var devices = await seen.ReadDevicesAsync(user, MostDevices, cancel);
        var activity = await trail.ListOfAsync(found.Value.Account.TenantId, user, MostLines, cancel);
        return MarketResults.Ok(
            PersonDetail.Of(found.Value, registry.Of(user), devices, times.TryGetValue(user, out var at) ? at : null, activity), MarketJson.Wire.EnvelopePersonDetail);
    }

    private static async Task<IResult> SetRoleAsync(HttpContext http, string id, AccountAdministration accounts, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, MarketJson.Default.RoleBody);
        if (!body.IsOk)
            return body.Error;
        return body.Value.Role is { } word && RoleNames.TryParse(word, out var role)
            ? ToResult(await accounts.SetRoleAsync(http.Caller().Account, WireId.Parse(id).User, role, cancel))
            : FieldRules.Invalid("role").ToResult();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, string id, AccountAdministration accounts, CancellationToken cancel) =>
        ToResult(await accounts.SignOutAsync(http.Caller().Account, WireId.Parse(id).User, cancel));

    private static IResult ToResult(Outcome<Account> outcome) =>
        outcome.IsOk ? MarketResults.Ok(AdminPersonView.Of(outcome.Value), MarketJson.Wire.EnvelopeAdminPersonView) : outcome.Refusal.ToResult();
}
