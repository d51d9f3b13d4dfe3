using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Parley.Secrets;

namespace Parley.Dialects.Identity;

/// <summary>The keys in use as the token library wants them. Never changes: other keys are another of these.</summary>
internal sealed class TokenKeys
{
    private readonly FrozenDictionary<string, (SymmetricSecurityKey Key, TokenKey State)> _byId;

    /// <summary>Makes it of keys; those that were among the ones before go on, and the rest of those are taken away.</summary>
    public TokenKeys(SigningKeys keys, TokenKeys? before)
    {
        _byId = keys.Keys.ToFrozenDictionary(
            key => key.Key,
            key => (new SymmetricSecurityKey(key.Value) { KeyId = key.Key }, before?.Same(key.Key, key.Value) ?? new TokenKey()),
            StringComparer.Ordinal);
        Signing = new SigningCredentials(_byId[keys.CurrentId].Key, SecurityAlgorithms.HmacSha256);
        Verifying = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) =>
                string.IsNullOrEmpty(kid) ? [.. _byId.Values.Select(key => key.Key)] : _byId.TryGetValue(kid, out var key) ? [key.Key] : [],
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false, // By the injected clock and without a leeway: AccessTokens.
        };
        if (before is not null)
            TakeAwayAllBut([.. _byId.Values.Select(key => key.State)], before);
    }

    /// <summary>The one that signs; always among those that verify.</summary>
    public SigningCredentials Signing { get; }

    /// <summary>All of them.</summary>
    public TokenValidationParameters Verifying { get; }

    /// <summary>The state of the key that verified a token.</summary>
    public TokenKey? Find(SecurityKey? key) => key is not null && _byId.TryGetValue(key.KeyId, out var known) ? known.State : null;

    private TokenKey? Same(string id, byte[] value) =>
        _byId.TryGetValue(id, out var key) && CryptographicOperations.FixedTimeEquals(key.Key.Key, value) ? key.State : null;

    private static void TakeAwayAllBut(HashSet<TokenKey> kept, TokenKeys before)
    {
        foreach (var (_, state) in before._byId.Values)
        {
            if (!kept.Contains(state))
                state.TakeAway();
        }
    }
}
