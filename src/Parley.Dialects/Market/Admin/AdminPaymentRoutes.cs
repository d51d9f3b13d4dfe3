using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Marketplace;
using Parley.Marketplace.Payments;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/payments</c>: what is paid and goes back, and what of it does not get on; an admin's own tenant's, an operator's all.</summary>
internal static class AdminPaymentRoutes
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/admin/payments", ListAsync).RequireAuthorization(Policies.Admin)
        .Describe("Payments, newest first.", answers: OperatorJson.Wire.PageEnvelopeAdminPaymentView, query: "state tenantId after limit");

    private static async Task<IResult> ListAsync(HttpContext http, IPaymentStore store, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page || AdminTenants.Read(http, out refusal) is not { } tenant)
            return refusal!;
        if (AdminPaymentView.FilterOf(http.Request.Query["state"].ToString(), tenant) is not { } filter)
            return FieldRules.Invalid("state").ToResult();
        var rows = await store.ListNewestAsync(filter, new PaymentId(page.After), page.Take, cancel);
        return page.Answer(rows, AdminPaymentView.Of, row => row.Id.Value, OperatorJson.Wire.PageEnvelopeAdminPaymentView);
    }
}
