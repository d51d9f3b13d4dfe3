using System.Text.Json.Serialization;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Files;
using Parley.Messages;

namespace Parley.Dialects.Social.Wire;

/// <summary>A message over REST and in <c>chat/sync</c>. (The live frame is written by hand: <see cref="Frames.MessageFrames"/>.)</summary>
internal sealed record MessageDto
{
    public required Guid Id { get; init; }

    public Guid MessageId => Id;

    public required Guid ConversationId { get; init; }

    public required long Seq { get; init; }

    public required long Rev { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Guid? SenderId { get; init; }

    public string? SenderName { get; init; }

    public Guid? ReceiverId { get; init; }

    public Guid? GroupId { get; init; }

    public required string MessageType { get; init; }

    public required string Content { get; init; }

    public Guid? FileId { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public long? FileSize { get; init; }

    public string? FileType { get; init; }

    public double? Duration { get; init; }

    public Guid? ReplyTo { get; init; }

    public bool? IsRead { get; init; }

    public bool? IsRecalled { get; init; }

    public bool? IsDeleted { get; init; }

    public string? TempId { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>A message as everybody sees it.</summary>
    /// <param name="senderName">Null when the sender is not known any more.</param>
    public static MessageDto Of(Message message, Conversation conversation, string? senderName, FileUrls urls)
    {
        var dto = Of(message, conversation, senderName);
        return MessageFile.Of(message) is not { } file ? dto : dto with
        {
            FileId = file.Id.UuidOrNull(),
            FileUrl = urls.Of(conversation, message, file),
            FileName = file.Name,
            FileSize = file.Size,
            FileType = file.ContentType,
            Duration = file.DurationMs / 1000.0,
        };
    }

    /// <summary>The same for somebody who deleted it for itself: it is there, and that is all.</summary>
    public static MessageDto OfDeleted(Message message, Conversation conversation, string? senderName) =>
        Of(message, conversation, senderName) with { Content = "", IsDeleted = true };

    private static MessageDto Of(Message message, Conversation conversation, string? senderName) => new()
    {
        Id = message.Id.Uuid(),
        ConversationId = conversation.Id.Uuid(),
        Seq = message.Seq,
        Rev = message.Rev,
        SenderId = message.SenderId.UuidOrNull(),
        SenderName = senderName,
        ReceiverId = ReceiverOf(message, conversation),
        GroupId = conversation.Kind != ConversationKind.Direct ? conversation.Id.Uuid() : null,
        MessageType = WireWords.Of(message.Body.Type),
        Content = WireText.Content(message),
        ReplyTo = message.ReplyTo?.Uuid(),
        IsRecalled = message.RecalledAt is not null,
        CreatedAt = WireText.Time(message.CreatedAt),
    };

    private static Guid? ReceiverOf(Message message, Conversation conversation) =>
        conversation.Kind == ConversationKind.Direct && !message.SenderId.IsNone ? conversation.PeerOf(message.SenderId).Uuid() : null;
}
