using System.Text.Json.Serialization;
using Parley.Announcements;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Web.Wire;

/// <summary>A message as this surface says it everywhere: in its frames, histories and answers (document 004, 3.3.1).</summary>
internal sealed record WebMessage
{
    public required long Id { get; init; }

    /// <summary>Null for a message of the server itself.</summary>
    public required long? SenderId { get; init; }

    /// <summary>The other of the two.</summary>
    public required long? ReceiverId { get; init; }

    public required int MessageType { get; init; }

    /// <summary>Empty for a recalled message.</summary>
    public required string Content { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }

    public string? ThumbnailUrl { get; init; }

    public required bool IsRecalled { get; init; }

    public required string? RecallTime { get; init; }

    /// <summary>Whether the receiver has read it.</summary>
    public required bool ReadStatus { get; init; }

    public int Status { get; } = WebWords.Sent;

    public required string CreatedAt { get; init; }

    /// <summary>The sender's key, where it is told: in the answer to the sender and to its other devices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TempId { get; init; }

    /// <summary>A message of a direct conversation: this surface shows no others.</summary>
    /// <param name="isRead">Whether the receiver has read it.</param>
    public static WebMessage Of(Message message, Conversation direct, bool isRead, WebTime time, FileUrls urls)
    {
        var plain = Of(message, direct, isRead, time);
        return message.RecalledAt is not null || MessageFile.Of(message) is not { } file ? plain : plain with
        {
            FileUrl = urls.Of(direct, message, file),
            FileName = file.Name,
            FileSize = file.Size,
        };
    }

    /// <summary>An announcement: a message of the server's to everybody.</summary>
    public static WebMessage Of(Announcement announcement, WebTime time) => new()
    {
        Id = announcement.NoticeId.Value,
        SenderId = null,
        ReceiverId = null,
        MessageType = WebWords.Of(Messages.MessageType.System),
        Content = $"{announcement.Title}\n{announcement.Content}",
        IsRecalled = false,
        RecallTime = null,
        ReadStatus = false,
        CreatedAt = time.Of(announcement.PublishedAt ?? announcement.DueAt),
    };

    private static WebMessage Of(Message message, Conversation direct, bool isRead, WebTime time) => new()
    {
        Id = message.Id.Value,
        SenderId = message.SenderId.IsNone ? null : message.SenderId.Value,
        ReceiverId = message.SenderId.IsNone ? null : direct.PeerOf(message.SenderId).Value,
        MessageType = WebWords.Of(message.Body.Type),
        Content = message.RecalledAt is null ? message.Body.Text : "",
        IsRecalled = message.RecalledAt is not null,
        RecallTime = time.Of(message.RecalledAt),
        ReadStatus = isRead,
        CreatedAt = time.Of(message.CreatedAt),
    };
}
