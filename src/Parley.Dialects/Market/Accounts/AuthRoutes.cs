using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.OpenApi;

namespace Parley.Dialects.Market.Accounts;

/// <summary><c>/api/v1/auth</c>: signing up, in, on and out.</summary>
internal static class AuthRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/api/v1/auth");
        auth.MapPost("/register", RegisterAsync).AddEndpointFilter<SignInLimit>()
            .Describe("Signs up.", MarketJson.Default.RegisterBody, MarketJson.Wire.EnvelopeSignInView);
        auth.MapPost("/login", LoginAsync).AddEndpointFilter<SignInLimit>().Describe("Signs in.", MarketJson.Default.LoginBody, MarketJson.Wire.EnvelopeSignInView);
        auth.MapPost("/refresh", RefreshAsync)
            .Describe("Exchanges a refresh token for new ones.", MarketJson.Default.RefreshBody, MarketJson.Wire.EnvelopeSignInView);
        auth.MapPost("/logout", LogoutAsync).RequireAuthorization().Describe("Ends this sign-in.", answers: MarketJson.Wire.EnvelopeNothing);
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext context, TenantResolver tenants, Registration registration, SignIns signIns, SignInAnswers answers, PictureFiles pictures)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.RegisterBody);
        if (!body.IsOk)
            return body.Error;
        var cancel = context.RequestAborted;
        var (username, email, password, displayName, userType, phone, avatarUrl, device) = body.Value;
        if (!RoleNames.TryParse(userType ?? "customer", out var role) || role > Role.Provider)
            return FieldRules.Invalid("userType").ToResult(); // The others are made by an admin or the command line.
        var tenant = await tenants.ResolveAsync(context);
        if (!tenant.IsOk)
            return tenant.Refusal.ToResult();
        if (answers.RefusalOf(context, device, tenant.Value) is { } banned)
            return banned.ToResult();
        var avatar = await pictures.TakeAsync(tenant.Value, default, avatarUrl, cancel);
        if (!avatar.IsOk)
            return avatar.Refusal!.ToResult();

        var person = new NewPerson
        {
            Username = username,
            Email = email,
            Password = password,
            DisplayName = displayName,
            Phone = phone,
            AvatarUrl = avatar.Value,
            Role = role,
        };
        var account = await registration.RegisterAsync(tenant.Value, person, cancel);
        return account.IsOk ? await answers.AnswerAsync(context, device, await signIns.StartAsync(account.Value, cancel)) : account.Refusal.ToResult();
    }

    private static async Task<IResult> LoginAsync(HttpContext context, TenantResolver tenants, SignIns signIns, SignInAnswers answers)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.LoginBody);
        if (!body.IsOk)
            return body.Error;
        var (username, email, password, device) = body.Value;
        if (string.IsNullOrEmpty(username ?? email))
            return EdgeFault.MissingField.ToResult("username");
        if (string.IsNullOrEmpty(password))
            return EdgeFault.MissingField.ToResult("password");
        var tenant = await tenants.ResolveAsync(context);
        return tenant.IsOk
            ? await answers.AnswerAsync(context, device, await signIns.LoginAsync(tenant.Value, (username ?? email)!, password, context.RequestAborted))
            : tenant.Refusal.ToResult();
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, SignIns signIns, SignInAnswers answers)
    {
        var body = await JsonBody.ReadAsync(context, MarketJson.Default.RefreshBody);
        if (!body.IsOk)
            return body.Error;
        if (string.IsNullOrEmpty(body.Value.RefreshToken))
            return EdgeFault.MissingField.ToResult("refreshToken");
        return await answers.AnswerAsync(context, body.Value.DeviceId, await signIns.RefreshAsync(body.Value.RefreshToken, context.RequestAborted));
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, SignIns signIns)
    {
        var caller = context.Caller();
        await signIns.LogoutAsync(caller.Id, caller.SessionId, context.RequestAborted);
        return MarketResults.Nothing;
    }
}
