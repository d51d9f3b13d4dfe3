using System.Text.Json.Serialization;
using Parley.Announcements;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Im.Wire;

/// <summary><c>ChatMessage</c> (document 000, 2).</summary>
internal sealed record ImMessage
{
    public required long Id { get; init; }

    public required string Type { get; init; }

    /// <summary>0: the server itself.</summary>
    public required long SenderId { get; init; }

    /// <summary>Null: all who are in the order's room.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? ReceiverId { get; init; }

    public long? OrderId { get; init; }

    public required long Timestamp { get; init; }

    public required ImPayload Payload { get; init; }

    public bool? Recalled { get; init; }

    public string? TempId { get; init; }

    public static ImMessage Of(Message message, Conversation conversation, FileUrls urls)
    {
        var (type, payload) = ImPayload.Of(message, conversation, urls);
        return new ImMessage
        {
            Id = message.Id.Value,
            Type = type,
            SenderId = message.SenderId.Value,
            ReceiverId = ReceiverOf(message, conversation) is { IsNone: false } receiver ? receiver.Value : null,
            OrderId = conversation.OrderId.IsNone ? null : conversation.OrderId.Value,
            Timestamp = message.CreatedAt,
            Payload = payload,
            Recalled = message.RecalledAt is null ? null : true,
        };
    }

    /// <summary>An announcement: a message of the server's to everybody, in no room.</summary>
    public static ImMessage Of(Announcement announcement) => new()
    {
        Id = announcement.NoticeId.Value,
        Type = "system",
        SenderId = 0,
        ReceiverId = null,
        Timestamp = announcement.PublishedAt ?? announcement.DueAt,
        Payload = new ImPayload { Title = announcement.Title, Text = announcement.Content },
    };

    private static UserId ReceiverOf(Message message, Conversation conversation)
    {
        var sender = message.SenderId;
        if (sender.IsNone)
            return default;
        if (conversation.Kind == ConversationKind.Direct)
            return conversation.PeerOf(sender);
        if (conversation.PeerId.IsNone || conversation.MemberCount > 2)
            return default;
        return sender == conversation.OwnerId ? conversation.PeerId : sender == conversation.PeerId ? conversation.OwnerId : default;
    }
}
