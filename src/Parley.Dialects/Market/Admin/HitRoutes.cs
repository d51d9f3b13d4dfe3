using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Audit;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Moderation;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/hits</c>: what the rules on content found in one's tenant. What was written is read one by one, and each reading is in the trail.</summary>
internal static class HitRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/hits").RequireAuthorization(Policies.Admin);
        group.MapGet("", ListAsync)
            .Describe("Messages and pictures that were flagged or refused, newest first.", answers: OperatorJson.Wire.PageEnvelopeHitView, query: "kind userId after limit");
        group.MapGet("/{id}", FindAsync).Describe("One of them, with what was written.", answers: OperatorJson.Wire.EnvelopeHitView).Audited();
        group.MapGet("/{id}/file", OpenAsync).Describe("The picture of one of them; each opening is in the audit log.", form: RouteForm.Download).Audited();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IModerationStore store, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var (word, named) = (http.Request.Query["kind"].ToString(), http.Request.Query["userId"].ToString());
        var kind = HitView.KindOf(word);
        if (word.Length > 0 && kind is null)
            return FieldRules.Invalid("kind").ToResult();
        var user = named.Length == 0 ? default : WireId.Parse(named).User;
        if (named.Length > 0 && user.IsNone)
            return FieldRules.Invalid("userId").ToResult();
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var rows = await store.ListNewestHitsAsync(tenant, new HitFilter(kind, user), new HitId(page.After), page.Take, cancel);
        return page.Answer(rows, HitView.Of, row => row.Id.Value, OperatorJson.Wire.PageEnvelopeHitView);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string id, IModerationStore store, AuditTrail audit, CancellationToken cancel)
    {
        var caller = http.Caller();
        if (await store.FindHitAsync(caller.TenantId, new HitId(WireId.Parse(id).Of(default)), cancel) is not { } hit)
            return ((Refusal)ChatError.NotFound).ToResult();
        audit.Record(AuditAction.HitRead, caller.Account, hit.Id.Value);
        return MarketResults.Ok(HitView.Whole(hit), OperatorJson.Wire.EnvelopeHitView);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, string id, HitEvidence evidence, CancellationToken cancel)
    {
        var opened = await evidence.OpenAsync(http.Caller().Account, new HitId(WireId.Parse(id).Of(default)), cancel);
        return opened.IsOk ? new FileResult(opened.Value) : opened.Refusal.ToResult();
    }
}
