namespace Parley.Integrations.WeChat;

/// <summary>The text of a message.</summary>
internal sealed record WeChatTextContent(string Content);
