using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Tests.Accounts;

public sealed class RefreshTokensTests
{
    private static readonly RefreshTokens Tokens = new(new byte[32]);

    [Fact]
    public void A_token_tells_its_session_and_generation()
    {
        Assert.True(Tokens.TryRead(Tokens.Make(new SessionId(4711), 3), out var session, out var generation));
        Assert.Equal((new SessionId(4711), 3), (session, generation));
    }

    [Fact]
    public void A_token_that_was_tampered_with_or_made_with_another_key_is_none()
    {
        var token = Tokens.Make(new SessionId(4711), 3);
        var another = new RefreshTokens([.. Enumerable.Repeat((byte)1, 32)]);
        Assert.False(another.TryRead(token, out _, out _));
        foreach (var bad in (string?[])[null, "", "a.b", "4711.4" + token[6..], "4712" + token[4..], token + "x", token[..^1], "4711.3.", new string('1', 5000)])
            Assert.False(Tokens.TryRead(bad, out _, out _), bad);
    }
}
