namespace Parley.Integrations.WeChat;

/// <summary><c>POST /cgi-bin/message/custom/send</c>: a text.</summary>
internal sealed record WeChatTextBody(string Touser, WeChatTextContent Text, string Msgtype = "text");
