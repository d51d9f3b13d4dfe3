using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary>One's own profile, under <c>/api/v1/auth/me</c> and <c>/api/v1/me</c> alike.</summary>
internal static class MeRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var prefix in (string[])["/api/v1/auth/me", "/api/v1/me"])
        {
            var me = app.MapGroup(prefix).RequireAuthorization();
            me.MapGet("", ReadAsync).Describe("One's own profile, whole.", answers: MarketJson.Wire.EnvelopeMeView);
            me.MapPatch("", PatchAsync).Describe("Changes one's own profile.", MarketJson.Default.PatchBody, MarketJson.Wire.EnvelopeMeView);
            me.MapPost("/password", ChangePasswordAsync)
                .Describe("Changes one's password; every other sign-in ends.", MarketJson.Default.PasswordBody, MarketJson.Wire.EnvelopeTokenView);
            me.MapPut("/wechat", BindWeChatAsync)
                .Describe("Binds one's WeChat account, for messages while one is away.", MarketJson.Default.WeChatBody, MarketJson.Wire.EnvelopeMeView);
        }
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Profiles profiles) =>
        Answer(await profiles.ReadAsync(context.Caller().TenantId, context.Caller().Id, context.RequestAborted));

    private static async Task<IResult> PatchAsync(HttpContext context, Profiles profiles, PictureFiles pictures)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.PatchBody);
        if (!body.IsOk)
            return body.Error;
        var patch = body.Value.ToPatch();
        if (!patch.IsOk)
            return patch.Refusal.ToResult();
        var (caller, cancel) = (context.Caller(), context.RequestAborted);
        var avatar = await pictures.TakeAsync(caller.Account, patch.Value.AvatarUrl, cancel);
        return avatar.IsOk
            ? Answer(await profiles.ChangeAsync(caller.TenantId, caller.Id, patch.Value with { AvatarUrl = avatar.Value }, cancel))
            : avatar.Refusal.ToResult();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, Profiles profiles, AccessTokens tokens)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.PasswordBody);
        if (!body.IsOk)
            return body.Error;
        if (string.IsNullOrEmpty(body.Value.CurrentPassword ?? body.Value.OldPassword))
            return EdgeFault.MissingField.ToResult("currentPassword");
        if (string.IsNullOrEmpty(body.Value.NewPassword))
            return EdgeFault.MissingField.ToResult("newPassword");
        var caller = context.Caller();
        var changed = await profiles.ChangePasswordAsync(
            caller.Account, caller.SessionId, (body.Value.CurrentPassword ?? body.Value.OldPassword)!, body.Value.NewPassword, context.RequestAborted);
        return changed.IsOk
            ? MarketResults.Ok(
                new TokenView(tokens.Issue(changed.Value, caller.SessionId), (long)tokens.Life.TotalSeconds), MarketJson.Wire.EnvelopeTokenView)
            : changed.Refusal.ToResult();
    }

    private static async Task<IResult> BindWeChatAsync(HttpContext context, Profiles profiles)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.WeChatBody);
        return body.IsOk
            ? Answer(await profiles.BindWeChatAsync(context.Caller().TenantId, context.Caller().Id, body.Value.Openid, context.RequestAborted))
            : body.Error;
    }

    private static IResult Answer(Outcome<Profile> profile) =>
        profile.IsOk ? MarketResults.Ok(MeView.Of(profile.Value), MarketJson.Wire.EnvelopeMeView) : profile.Refusal.ToResult();
}
