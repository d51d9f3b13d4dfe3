using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Primitives;

namespace Parley.Dialects.Market.Accounts;

/// <summary>Turns a session that was started or renewed into the answer with its tokens.</summary>
internal sealed class SignInAnswers(AccessTokens tokens, Profiles profiles)
{
    public async Task<IResult> AnswerAsync(Outcome<SignedIn> signedIn, CancellationToken cancel)
    {
        if (!signedIn.IsOk)
            return signedIn.Refusal.ToResult();
        var (account, session, refreshToken) = signedIn.Value;
        var profile = await profiles.ReadAsync(account.TenantId, account.Id, cancel);
        return profile.IsOk
            ? MarketResults.Ok(
                new SignInView(MeView.Of(profile.Value), tokens.Issue(account, session), refreshToken, (long)tokens.Life.TotalSeconds),
                MarketJson.Wire.EnvelopeSignInView)
            : profile.Refusal.ToResult();
    }
}
