using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Orders;
using Parley.Dialects.OpenApi;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/disputes</c>: agents see them, admins decide.</summary>
internal static class DisputeRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/disputes");
        group.MapGet("", ListAsync).RequireAuthorization(Policies.Agent)
            .Describe("Disputed orders, newest first.", answers: OperatorJson.Wire.PageEnvelopeDisputeView, query: "state tenantId after limit");
        group.MapGet("/{id}", FindAsync).RequireAuthorization(Policies.Agent)
            .Describe("An order's dispute.", answers: OperatorJson.Wire.EnvelopeDisputeView);
        group.MapPost("/{id}/resolve", ResolveAsync).RequireAuthorization(Policies.Admin)
            .Describe("Decides an order's dispute; its two sides are told.", OperatorJson.Default.DisputeBody, OperatorJson.Wire.EnvelopeDisputeView);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Disputes disputes, AccountDirectory accounts, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var word = http.Request.Query["state"].ToString();
        var state = DisputeView.StateOf(word);
        if (word.Length > 0 && state is null)
            return FieldRules.Invalid("state").ToResult();
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await disputes.ListAsync(tenant, state, new OrderId(page.After), page.Take, cancel);
        var people = await PeopleAsync(accounts, tenant, rows, cancel);
        return page.Answer(rows, row => DisputeView.Of(row, people), row => row.Order.Id.Value, OperatorJson.Wire.PageEnvelopeDisputeView);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string id, Disputes disputes, AccountDirectory accounts, CancellationToken cancel) =>
        await ToResultAsync(await disputes.FindAsync(http.Caller().Account, OrderRoutes.IdOf(id), cancel), accounts, cancel);

    private static async Task<IResult> ResolveAsync(HttpContext http, string id, Disputes disputes, AccountDirectory accounts, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, OperatorJson.Default.DisputeBody);
        if (!body.IsOk)
            return body.Error;
        if (body.Value.Refund is not { } refund)
            return EdgeFault.MissingField.ToResult("refund");
        var resolved = await disputes.ResolveAsync(http.Caller().Account, OrderRoutes.IdOf(id), refund, body.Value.Note, cancel);
        return await ToResultAsync(resolved, accounts, cancel);
    }

    private static async Task<IResult> ToResultAsync(Outcome<Dispute> outcome, AccountDirectory accounts, CancellationToken cancel) => outcome.IsOk
        ? MarketResults.Ok(
            DisputeView.Of(outcome.Value, await PeopleAsync(accounts, outcome.Value.Order.TenantId, [outcome.Value], cancel)), OperatorJson.Wire.EnvelopeDisputeView)
        : outcome.Refusal.ToResult();

    private static ValueTask<IReadOnlyDictionary<UserId, Account>> PeopleAsync(AccountDirectory accounts, TenantId tenant, IReadOnlyList<Dispute> disputes, CancellationToken cancel) =>
        accounts.FindManyAsync(tenant, [.. disputes.SelectMany(one => (UserId[])[one.Order.CustomerId, one.Order.ProviderId]).Distinct()], cancel);
}
