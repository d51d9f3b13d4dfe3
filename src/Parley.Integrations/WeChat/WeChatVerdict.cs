namespace Parley.Integrations.WeChat;

/// <summary>What an answer of the vendor's means for a push.</summary>
internal enum WeChatVerdict
{
    /// <summary>The message is on its way.</summary>
    Sent,

    /// <summary>Never for this person as things are: unsubscribed, or silent for 48 hours.</summary>
    Stop,

    /// <summary>Not now.</summary>
    Again,

    /// <summary>Not today: a quota is used up.</summary>
    Exhausted,

    /// <summary>The token is no good any more.</summary>
    TokenRefused,

    /// <summary>The account itself may not: somebody has to look at the settings.</summary>
    Misconfigured,
}
