using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Files;
using Parley.Messages;

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
