using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Bans;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Admin;

/// <summary><c>/api/admin/bans</c>: the record of bans, those of devices, and taking them back.</summary>
internal static class BanRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/admin/bans").RequireAuthorization(Policies.Admin);
        group.MapGet("", ListAsync).Describe("Bans, newest first.", answers: BanJson.Wire.PageEnvelopeBanView, query: "state userId tenantId after limit");
        group.MapGet("/{id}", async (HttpContext http, string id, BanDesk desk) =>
            ToResult(await desk.FindAsync(http.Caller().Account, IdOf(id), http.RequestAborted)))
            .Describe("A ban.", answers: BanJson.Wire.EnvelopeBanView);
        group.MapPost("", BanAsync).Describe("Bans an account, or a device.", BanJson.Default.BanBody, BanJson.Wire.EnvelopeBanView);
        group.MapPost("/{id}/lift", LiftAsync).Describe("Takes a ban back.", BanJson.Default.LiftBody, BanJson.Wire.EnvelopeBanView);
    }

    /// <summary>The ban that a path names.</summary>
    public static BanId IdOf(string id) => new(WireId.Parse(id).Of(default));

    private static async Task<IResult> ListAsync(HttpContext http, BanDesk desk)
    {
        if (AdminPage.Read(http, out var refusal) is not { } page)
            return refusal!;
        if (AdminPage.TenantOf(http, out refusal) is not { } tenant)
            return refusal!;
        var state = http.Request.Query["state"].ToString();
        if (state is not ("" or "holding" or "appealed"))
            return FieldRules.Invalid("state").ToResult();
        var named = http.Request.Query["userId"].ToString();
        var user = named.Length == 0 ? default : WireId.Parse(named).User;
        if (named.Length > 0 && user.IsNone)
            return FieldRules.Invalid("userId").ToResult();
        var rows = await desk.ListAsync(
            tenant, user, state is "holding" or "appealed", state == "appealed", new BanId(page.After), page.Take, http.RequestAborted);
        return page.Answer(rows, BanView.Of, row => row.Id.Value, BanJson.Wire.PageEnvelopeBanView);
    }

    private static async Task<IResult> BanAsync(HttpContext http, BanDesk desk, AccountStanding standing)
    {
        var body = await JsonBody.ReadAsync(http, BanJson.Default.BanBody);
        if (!body.IsOk)
            return body.Error;
        var (user, device, reason, minutes) = body.Value;
        if (user.IsMissing)
            return EdgeFault.MissingField.ToResult("userId");
        var (me, cancel) = (http.Caller().Account, http.RequestAborted);
        if (device is not null)
            return ToResult(await desk.BanDeviceAsync(me, user.User, device, reason, minutes, cancel));
        var banned = await standing.BanAsync(me, user.User, reason, minutes, cancel);
        if (!banned.IsOk)
            return banned.Refusal.ToResult();
        var own = await desk.OwnAsync(banned.Value, cancel);
        return own.FirstOrDefault(ban => ban.Device is null) is { } made
            ? MarketResults.Ok(BanView.Of(made), BanJson.Wire.EnvelopeBanView)
            : ((Refusal)ChatError.NotFound).ToResult();
    }

    private static async Task<IResult> LiftAsync(HttpContext http, string id, BanDesk desk)
    {
        var body = await JsonBody.ReadAsync(http, BanJson.Default.LiftBody);
        return body.IsOk ? ToResult(await desk.LiftAsync(http.Caller().Account, IdOf(id), body.Value.Reason, http.RequestAborted)) : body.Error;
    }

    private static IResult ToResult(Outcome<Ban> outcome) =>
        outcome.IsOk ? MarketResults.Ok(BanView.Of(outcome.Value), BanJson.Wire.EnvelopeBanView) : outcome.Refusal.ToResult();
}
