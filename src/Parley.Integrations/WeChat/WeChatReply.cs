using System.Text.Json.Serialization;

namespace Parley.Integrations.WeChat;

/// <summary>What the vendor answers to everything: an error, and a token where one was asked for.</summary>
internal sealed record WeChatReply
{
    [JsonPropertyName("errcode")]
    public int ErrCode { get; init; }

    [JsonPropertyName("errmsg")]
    public string? ErrMsg { get; init; }

    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    public int ExpiresIn { get; init; }
}
