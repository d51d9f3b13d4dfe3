using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Bans;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Turns a session that was started or renewed into the answer with its tokens; one from a banned device ends at once.</summary>
internal sealed class SignInAnswers(AccessTokens tokens, Profiles profiles, SignIns signIns, DeviceBans? devices = null)
{
    /// <summary>Why nobody may sign up from where a request comes from, or null.</summary>
    public Refusal? RefusalOf(HttpContext context, string? device, TenantId tenant) =>
        devices?.RefusalOf(tenant, device) ?? devices?.RefusalOf(tenant, DeviceHeader.Of(context.Request));

    /// <param name="device">The device that the body names; null: the header's, if that names one.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, string? device, Outcome<SignedIn> signedIn)
    {
        if (!signedIn.IsOk)
            return signedIn.Refusal.ToResult();
        var cancel = context.RequestAborted;
        var (account, session, refreshToken) = signedIn.Value;
        foreach (var named in new[] { device, DeviceHeader.Of(context.Request) })
        {
            if (devices?.RefusalOf(account, named) is not { } banned)
                continue;
            await signIns.LogoutAsync(account.Id, session, cancel);
            return banned.ToResult();
        }

        var profile = await profiles.ReadAsync(account.TenantId, account.Id, cancel);
        return profile.IsOk
            ? MarketResults.Ok(
                new SignInView(MeView.Of(profile.Value), tokens.Issue(account, session), refreshToken, (long)tokens.Life.TotalSeconds),
                MarketJson.Wire.EnvelopeSignInView)
            : profile.Refusal.ToResult();
    }
}
