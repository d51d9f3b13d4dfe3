using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Dialects.Identity;
using Parley.Dialects.OpenApi;
using Parley.Emergency;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/emergency-calls</c>, for agents too: they are who helps.</summary>
internal static class EmergencyCallRoutes
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/admin/emergency-calls", ListAsync).RequireAuthorization(Policies.Agent)
            .Describe("Emergency calls, newest first.", answers: MarketJson.Wire.PageEnvelopeEmergencyCallView, query: "tenantId after limit");

    private static async Task<IResult> ListAsync(HttpContext http, IEmergencyStore calls, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await calls.ListAsync(tenant, new EmergencyId(page.After), page.Take, cancel);
        return page.Answer(rows, EmergencyCallView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeEmergencyCallView);
    }
}
