namespace Parley.Integrations.WeChat;

/// <summary>An access token, or why there is none.</summary>
/// <param name="Value">The token. A secret: it is never logged.</param>
/// <param name="RenewAt">Unix ms from which it is renewed beside its use.</param>
/// <param name="ExpiresAt">Unix ms from which it is no good.</param>
/// <param name="Answer">What the vendor said.</param>
internal sealed record WeChatToken(string? Value, long RenewAt, long ExpiresAt, WeChatAnswer Answer)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"token until {ExpiresAt}: {Answer}";
}
