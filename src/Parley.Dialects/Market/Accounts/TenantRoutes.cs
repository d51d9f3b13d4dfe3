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
using Parley.Rooms;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/v1/tenant</c>: what a tenant's own backend does with its API key.</summary>
internal static class TenantRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var tenant = app.MapGroup("/api/v1/tenant").AddEndpointFilter<ApiKeyFilter>().WithMetadata(new RouteCredentials("tenantKey"));
        tenant.MapPost("/users", AddUserAsync)
            .Describe("Makes or finds the user of a tenant's own id.", MarketJson.Default.ExternalUserBody, MarketJson.Wire.EnvelopeUserView);
        tenant.MapPost("/tokens", MintAsync)
            .Describe("A sign-in for one of the tenant's users.", MarketJson.Default.ExternalTokenBody, MarketJson.Wire.EnvelopeSignInView);
        tenant.MapPost("/rooms", DeclareRoomAsync)
            .Describe("Declares the room of an order known outside, and who is in it.", MarketJson.Default.OrderRoomBody, MarketJson.Wire.EnvelopeOrderRoomView);
    }

    private static async Task<IResult> AddUserAsync(HttpContext context, Registration registration, PictureFiles pictures)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.ExternalUserBody);
        if (!body.IsOk)
            return body.Error;
        var sent = body.Value;
        if (!RoleNames.TryParse(sent.UserType ?? "customer", out var role) || role > Role.Agent)
            return FieldRules.Invalid("userType").ToResult();
        var avatar = await pictures.TakeAsync(context.TenantOfKey().Id, default, sent.AvatarUrl, context.RequestAborted);
        if (!avatar.IsOk)
            return avatar.Refusal!.ToResult();
        var account = await registration.AddExternalAsync(context.TenantOfKey().Id, new NewPerson
        {
            ExternalUserId = sent.ExternalUserId,
            Username = sent.Username,
            DisplayName = sent.DisplayName,
            Email = sent.Email,
            Phone = sent.Phone,
            AvatarUrl = avatar.Value,
            Role = role,
        }, context.RequestAborted);
        return account.IsOk ? MarketResults.Ok(UserView.Of(account.Value), MarketJson.Wire.EnvelopeUserView) : account.Refusal.ToResult();
    }

    private static async Task<IResult> DeclareRoomAsync(HttpContext context, OrderRooms rooms)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.OrderRoomBody);
        if (!body.IsOk)
            return body.Error;
        var users = (body.Value.Participants ?? []).Select(id => id.User).ToArray();
        if (users.Any(user => user.IsNone))
            return ((Refusal)ChatError.UserNotFound).ToResult();
        var declared = await rooms.DeclareAsync(context.TenantOfKey().Id, new OrderId(body.Value.OrderId.Of(default)), users, context.RequestAborted);
        return declared.IsOk
            ? MarketResults.Ok(OrderRoomView.Of(declared.Value), MarketJson.Wire.EnvelopeOrderRoomView)
            : declared.Refusal.ToResult();
    }

    private static async Task<IResult> MintAsync(HttpContext context, IAccountStore accounts, SignIns signIns, SignInAnswers answers)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.ExternalTokenBody);
        if (!body.IsOk)
            return body.Error;
        if (!FieldRules.IsExternalId(body.Value.ExternalUserId))
            return FieldRules.Invalid("externalUserId").ToResult();
        var account = await accounts.FindByExternalIdAsync(context.TenantOfKey().Id, body.Value.ExternalUserId!, context.RequestAborted);
        return account is null
            ? ((Refusal)ChatError.UserNotFound).ToResult()
            : await answers.AnswerAsync(context, null, await signIns.StartAsync(account, context.RequestAborted));
    }
}
