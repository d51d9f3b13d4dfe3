using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Parley.Bans;
using Parley.Dialects.Errors;
using Parley.Primitives;

namespace Parley.Dialects.Identity;

/// <summary>
/// Reads <c>Authorization: Bearer ‹token›</c> (RFC 6750) of every request. A refusal waits until a route asks who is calling, and is then
/// told in the form of that route's surface: 401, or 403 for a banned or disabled account, or one that comes with a banned device.
/// </summary>
public sealed class BearerHandler(
    AccessTokens tokens, ErrorWriters errors, IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, DeviceBans? devices = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder) // It would log every challenge.
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Bearer";

    private const string Prefix = "Bearer ";

    private Refusal _refusal = ChatError.Unauthenticated;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var verified = await tokens.VerifyAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        if (!verified.IsOk)
        {
            _refusal = verified.Refusal;
            return AuthenticateResult.NoResult(); // Not Fail: that would be logged for every expired token.
        }

        var caller = verified.Value;
        if (devices?.RefusalOf(caller.Account, DeviceHeader.Of(Request)) is { } banned)
        {
            _refusal = banned;
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(caller);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, caller.Id.ToString()), new Claim(ClaimTypes.Role, RoleNames.Of(caller.Account.Role))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refusal.Error == ChatError.Unauthenticated)
            Response.Headers.WWWAuthenticate = SchemeName;
        return errors.RefuseAsync(Context, _refusal);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => errors.RefuseAsync(Context, ChatError.Forbidden);
}
