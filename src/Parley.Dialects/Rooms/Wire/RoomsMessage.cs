using System.Globalization;
using System.Text.Json.Serialization;
using Parley.Announcements;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>A message's record as this surface says it everywhere: in its events, histories and answers (document 002, 2.2).</summary>
internal sealed record RoomsMessage
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Null for an announcement, which is in no room.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? ChatId { get; init; }

    /// <summary>Null for a message of the server itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? SenderId { get; init; }

    /// <summary>The other one, in a direct conversation.</summary>
    public string? ReceiverId { get; init; }

    public required string MessageType { get; init; }

    /// <summary>Empty for a recalled message.</summary>
    public required string Content { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    /// <summary>Bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Whether its receiver has read it; in a room, whether anybody has.</summary>
    public required bool ReadStatus { get; init; }

    /// <summary>Recalled, or deleted by the one who looks at it.</summary>
    public required bool IsDeleted { get; init; }

    public required long Seq { get; init; }

    /// <summary>The sender's key, where it is told: in the answer to the sender.</summary>
    public string? TempId { get; init; }

    /// <summary>A message as everybody in its conversation sees it.</summary>
    /// <param name="isRead">Whether it was read by another.</param>
    public static RoomsMessage Of(Message message, Conversation conversation, bool isRead, FileUrls urls)
    {
        var isRecalled = message.RecalledAt is not null;
        var file = isRecalled ? null : MessageFile.Of(message);
        return new RoomsMessage
        {
            Id = IdOf(message.Id.Value),
            ChatId = IdOf(message.ConversationId.Value),
            SenderId = message.SenderId.IsNone ? null : IdOf(message.SenderId.Value),
            ReceiverId = conversation.Kind == ConversationKind.Direct && !message.SenderId.IsNone
                ? IdOf(conversation.PeerOf(message.SenderId).Value)
                : null,
            MessageType = RoomsWords.Of(message.Body.Type),
            Content = isRecalled ? "" : message.Body.Text,
            FileUrl = file is null ? null : urls.Of(conversation, message, file),
            FileName = file?.Name,
            FileSize = file?.Size,
            Timestamp = message.CreatedAt,
            ReadStatus = isRead,
            IsDeleted = isRecalled,
            Seq = message.Seq,
        };
    }

    /// <summary>An announcement: a message of the server's to everybody.</summary>
    public static RoomsMessage Of(Announcement announcement) => new()
    {
        Id = IdOf(announcement.NoticeId.Value),
        ChatId = null,
        SenderId = null,
        MessageType = RoomsWords.Of(Messages.MessageType.System),
        Content = $"{announcement.Title}\n{announcement.Content}",
        Timestamp = announcement.PublishedAt ?? announcement.DueAt,
        ReadStatus = false,
        IsDeleted = false,
        Seq = 0,
    };

    /// <summary>An id as this surface writes it.</summary>
    public static string IdOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
