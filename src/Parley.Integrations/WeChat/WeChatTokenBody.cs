namespace Parley.Integrations.WeChat;

/// <summary><c>POST /cgi-bin/stable_token</c>.</summary>
internal sealed record WeChatTokenBody(string GrantType, string Appid, string Secret, bool ForceRefresh);
