using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>
/// What a client's event or request carries: the union of all of them. Sender fields are not here: who sends is known from the token.
/// </summary>
internal sealed class RoomsInbound
{
    public WireId ChatId { get; init; }

    public WireId ReceiverId { get; init; }

    public WireId MessageId { get; init; }

    public WireId ReplyTo { get; init; }

    public string? MessageType { get; init; }

    public string? Content { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public long? FileSize { get; init; }

    public string? TempId { get; init; }

    public bool? IsTyping { get; init; }

    public WireId[]? MessageIds { get; init; }

    public WireId[]? ReceiverIds { get; init; }

    public WireId[]? ChatIds { get; init; }

    public Dictionary<string, long>? Conversations { get; init; }

    public string? By { get; init; }

    /// <summary>Whether a message names a file; an empty address names none.</summary>
    public bool HasFile => !string.IsNullOrEmpty(FileUrl);

    /// <summary>The field that a message must have and hasn't, or null.</summary>
    public string? Lacking() =>
        ChatId.IsMissing && ReceiverId.IsMissing ? "chat_id"
        : MessageType is "image" or "file" or "voice" && !HasFile ? "file_url"
        : Content is null && !HasFile ? "content"
        : null;

    /// <summary>Why a message can't be sent whatever the store says, or null; asked once nothing is lacking.</summary>
    /// <param name="type">What it is.</param>
    public Refusal? Refuse(out MessageType type) =>
        !RoomsWords.TryParse(MessageType, out type) ? new Refusal(ChatError.InvalidField, "messageType")
        : ChatId.IsInvalid ? new Refusal(ChatError.InvalidField, "chatId")
        : ChatId.IsMissing && ReceiverId.IsInvalid ? new Refusal(ChatError.InvalidField, "receiverId")
        : !ChatId.IsMissing && ChatId.Conversation.IsNone ? ChatError.ConversationNotFound
        : ChatId.IsMissing && ReceiverId.User.IsNone ? ChatError.UserNotFound
        : !ReplyTo.IsMissing && ReplyTo.Message.IsNone ? ChatError.MessageNotFound
        : null;

    /// <summary>The file that it names: one of ours, by an address that this server has told, or one elsewhere.</summary>
    /// <param name="type">What the message is; null: what the file suggests.</param>
    public FileMention Mention(FileUrls urls, MessageType? type)
    {
        var isOurs = urls.TryRead(FileUrl!, out var file);
        return new FileMention
        {
            Id = file,
            Url = isOurs ? null : FileUrl,
            Type = type,
            Text = Content ?? "",
            Name = FileName,
            Size = isOurs ? null : FileSize,
        };
    }
}
