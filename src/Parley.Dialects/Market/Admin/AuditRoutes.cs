using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Audit;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/audit</c>: who did what in one's tenant.</summary>
internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/admin/audit", ListAsync).RequireAuthorization(Policies.Admin)
        .Describe("The audit log, newest first.", answers: MarketJson.Wire.PageEnvelopeAuditView, query: "tenantId after limit");

    private static async Task<IResult> ListAsync(HttpContext http, IAuditStore store, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await store.ListAsync(tenant, page.After == 0 ? null : page.After, page.Take, cancel);
        return page.Answer(rows, AuditView.Of, row => row.Id, MarketJson.Wire.PageEnvelopeAuditView);
    }
}
