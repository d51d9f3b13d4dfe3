using System.Globalization;
using System.Text;
using Parley.Push;

namespace Parley.Integrations.Mail;

/// <summary>What a mail of unread messages says: who wrote, where, and how much. Never what: a mailbox keeps what is recalled here.</summary>
internal static class MessageMailTexts
{
    private const int MostLines = 20;
    private const int MostNames = 3;
    private const int LongestName = 50;

    /// <summary>The subject.</summary>
    public static string Subject(IReadOnlyList<NamedChat> chats, bool isEnglish)
    {
        var count = Number(chats.Sum(chat => chat.Count), chats.Any(IsMore));
        if (chats is [var one])
        {
            return isEnglish
                ? $"{count} unread {(one.Count == 1 ? "message" : "messages")}: {Where(one, isEnglish)}"
                : $"{count} 条未读消息：{Where(one, isEnglish)}";
        }

        return isEnglish ? $"{count} unread messages in {chats.Count} conversations" : $"{chats.Count} 个会话中有 {count} 条未读消息";
    }

    /// <summary>The text.</summary>
    public static string Text(IReadOnlyList<NamedChat> chats, string name, bool isEnglish)
    {
        var lines = new StringBuilder();
        foreach (var chat in chats.Take(MostLines))
        {
            lines.Append(isEnglish
                ? $"- {Where(chat, isEnglish)}: {Number(chat.Count, IsMore(chat))} {(chat.Count == 1 ? "message" : "messages")}\n"
                : $"- {Where(chat, isEnglish)}：{Number(chat.Count, IsMore(chat))} 条消息\n");
        }

        if (chats.Count > MostLines)
            lines.Append(isEnglish ? $"- and {chats.Count - MostLines} more conversations\n" : $"- 以及另外 {chats.Count - MostLines} 个会话\n");
        return isEnglish
            ? $"""
              Hello {Line(name)},

              you have unread messages:

              {lines}
              You get this mail because you asked for mail about messages while you are away. You can turn it off in your preferences.
              """
            : $"""
              {Line(name)}，您好：

              您有未读消息：

              {lines}
              您收到这封邮件，是因为您开启了离线消息邮件通知；可以在偏好设置中关闭。
              """;
    }

    private static string Where(NamedChat chat, bool isEnglish)
    {
        var names = string.Join(isEnglish ? ", " : "、", chat.Senders.Take(MostNames).Select(Line));
        if (chat.Senders.Count > MostNames)
            names += isEnglish ? " and others" : "等";
        if (chat.Title is not { Length: > 0 } title)
            return names;
        return isEnglish ? $"{Line(title)} ({names})" : $"{Line(title)}（{names}）";
    }

    private static bool IsMore(NamedChat chat) => chat.Count >= UnreadChat.MostCounted;

    private static string Number(int count, bool isMore) => string.Create(CultureInfo.InvariantCulture, $"{count}{(isMore ? "+" : "")}");

    // What people call themselves stays on its line.
    private static string Line(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestName ? line : line[..(char.IsHighSurrogate(line[LongestName - 1]) ? LongestName - 1 : LongestName)] + "…";
    }
}

/// <summary>A conversation in words.</summary>
/// <param name="Title">Its name, where it has one.</param>
/// <param name="Senders">The names of those who wrote, the newest first.</param>
/// <param name="Count">How much.</param>
internal sealed record NamedChat(string? Title, IReadOnlyList<string> Senders, int Count);
