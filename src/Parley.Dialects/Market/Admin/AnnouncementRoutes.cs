using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Announcements;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/announcements</c>: what is said to many.</summary>
internal static class AnnouncementRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/announcements").RequireAuthorization(Policies.Admin);
        group.MapPost("", MakeAsync).Describe("Announces something, now or later.", MarketJson.Default.AnnouncementBody, MarketJson.Wire.EnvelopeAnnouncementView);
        group.MapGet("", ListAsync).Describe("Announcements, newest first.", answers: MarketJson.Wire.PageEnvelopeAnnouncementView, query: "after limit");
        group.MapDelete("/{id}", CancelAsync).Describe("Takes an announcement back that has not gone out.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, AnnouncementDesk desk, CancellationToken cancel)
    {
        var body = await JsonBody.ReadAsync(http, MarketJson.Default.AnnouncementBody);
        if (!body.IsOk)
            return body.Error;
        var sent = body.Value;
        if (!TryReadAudience(sent.Audience, out var role))
            return FieldRules.Invalid("audience").ToResult();
        if (!TryReadTime(sent.At, out var at))
            return FieldRules.Invalid("at").ToResult();
        if (sent.TenantId.IsInvalid)
            return FieldRules.Invalid("tenantId").ToResult();
        var tenant = new TenantId(sent.TenantId.Of(default));
        var made = await desk.MakeAsync(http.Caller().Account, new AnnouncementDraft(sent.Title, sent.Content, tenant, role, at), cancel);
        return made.IsOk ? MarketResults.Ok(AnnouncementView.Of(made.Value), MarketJson.Wire.EnvelopeAnnouncementView) : made.Refusal.ToResult();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AnnouncementDesk desk, CancellationToken cancel)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        var rows = await desk.ListAsync(http.Caller().Account, new AnnouncementId(page.After), page.Take, cancel);
        return page.Answer(rows, AnnouncementView.Of, row => row.Id.Value, MarketJson.Wire.PageEnvelopeAnnouncementView);
    }

    private static async Task<IResult> CancelAsync(HttpContext http, string id, AnnouncementDesk desk, CancellationToken cancel)
    {
        var cancelled = await desk.CancelAsync(http.Caller().Account, new AnnouncementId(WireId.Parse(id).Of(default)), cancel);
        return cancelled.IsOk ? MarketResults.Nothing : cancelled.Refusal.ToResult();
    }

    private static bool TryReadAudience(string? word, out Role? role)
    {
        role = null;
        if (word is null or "all")
            return true;
        var isRole = RoleNames.TryParse(word, out var read);
        role = read;
        return isRole;
    }

    private static bool TryReadTime(JsonElement value, out long? at)
    {
        at = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when value.TryGetInt64(out var ms) && ms >= 0:
                at = ms;
                return true;
            case JsonValueKind.String when DateTimeOffset.TryParse(
                value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time >= DateTimeOffset.UnixEpoch:
                at = time.ToUnixTimeMilliseconds();
                return true;
            default:
                return false;
        }
    }
}
