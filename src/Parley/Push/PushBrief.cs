using Parley.Files;
using Parley.Messages;

namespace Parley.Push;

/// <summary>A message in a line, by its type (document 000, 5): in the product's first language, since nobody is there to say another.</summary>
public static class PushBrief
{
    /// <summary>The most of a text that is shown, in characters.</summary>
    public const int LongestText = 60;

    /// <summary>The line.</summary>
    /// <param name="sender">Who wrote it; null for the server itself.</param>
    public static string Of(MessageBody body, string? sender)
    {
        var said = body.Type switch
        {
            MessageType.Image => "[图片]",
            MessageType.Voice => "[语音]",
            MessageType.File => $"[文件] {Cut(MessageFile.Of(body)?.Name ?? "")}".TrimEnd(),
            MessageType.Location => "[位置]",
            MessageType.Order => $"[订单] {Cut(body.Text)}".TrimEnd(),
            _ => Cut(body.Text),
        };
        return sender is null ? $"系统通知：{said}" : $"{sender}：{said}";
    }

    private static string Cut(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestText)
            return line;
        return line[..(char.IsHighSurrogate(line[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
    }
}
