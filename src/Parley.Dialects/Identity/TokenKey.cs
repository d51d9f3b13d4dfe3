namespace Parley.Dialects.Identity;

/// <summary>A key that verified a token. Owner of its state: <see cref="AccessTokens"/>; callers look at it as long as their connection lasts.</summary>
internal sealed class TokenKey
{
    private volatile bool _isVoid;

    /// <summary>Whether the key was taken away: then whatever it signed is void, and who is connected by it goes.</summary>
    public bool IsVoid => _isVoid;

    /// <summary>Takes it away, for good.</summary>
    public void TakeAway() => _isVoid = true;
}
