using System.Text.Json;
using Parley.Accounts;
using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Web.Wire;

/// <summary><c>POST</c> and <c>PUT /contact</c>. Of every field it must be known whether it is absent or null.</summary>
internal sealed class WebContactBody
{
    public JsonElement ContactUserId { get; init; }

    public JsonElement Name { get; init; }

    public JsonElement Phone { get; init; }

    public JsonElement Email { get; init; }

    public JsonElement IdCard { get; init; }

    public JsonElement Avatar { get; init; }

    public JsonElement Description { get; init; }

    public JsonElement IsSystemUser { get; init; }

    public JsonElement GroupId { get; init; }

    public JsonElement IsPinned { get; init; }
}

/// <summary><c>POST</c> and <c>PUT /contact-groups</c>.</summary>
internal sealed class WebContactGroupBody
{
    public JsonElement Name { get; init; }

    public JsonElement SortOrder { get; init; }

    public JsonElement Color { get; init; }
}

/// <summary>
/// <c>POST /messages</c> and the event <c>message</c>. <c>fileSize</c> and <c>thumbnailUrl</c> are known of every file that was uploaded, and not read.
/// </summary>
internal sealed class WebSendBody
{
    public WireId ReceiverId { get; init; }

    public int? MessageType { get; init; }

    public string? Content { get; init; }

    public WireId FileId { get; init; }

    public string? FileUrl { get; init; }

    public string? FileName { get; init; }

    public double? Duration { get; init; }

    public string? TempId { get; init; }

    /// <summary>Whether a file is named; an empty address names none.</summary>
    public bool HasFile => !FileId.IsMissing || !string.IsNullOrEmpty(FileUrl);

    /// <summary>The field that must be there and isn't, or null.</summary>
    public string? Lacking() =>
        ReceiverId.IsMissing ? "receiverId"
        : MessageType is 2 or 3 or 5 && !HasFile ? "fileUrl"
        : Content is null && !HasFile ? "content"
        : null;

    /// <summary>Why it can't be sent whatever the store says, or null; asked once nothing is lacking.</summary>
    /// <param name="type">What it is.</param>
    public Refusal? Refuse(out MessageType type) =>
        !WebWords.TryParse(MessageType, out type) ? FieldRules.Invalid("messageType")
        : ReceiverId.IsInvalid ? FieldRules.Invalid("receiverId")
        : ReceiverId.User.IsNone ? ChatError.UserNotFound
        : null;

    /// <summary>The file that it names. An address elsewhere is not taken here (WIRE, Common): what is shown is a file of ours, whose links end.</summary>
    public Outcome<FileMention> Mention(FileUrls urls, MessageType type)
    {
        var id = new FileId(FileId.Of(EntityKind.File));
        if (FileId.IsMissing && !urls.TryRead(FileUrl!, out id))
            return ChatError.FileNotFound;
        if (id.IsNone)
            return ChatError.FileNotFound;
        return new FileMention
        {
            Id = id,
            Type = MessageType is null ? null : type,
            Text = Content ?? "",
            Name = FileName,
            DurationMs = Duration is { } seconds ? (long)Math.Clamp(seconds * 1000, -1, int.MaxValue) : null,
        };
    }
}

/// <summary><c>PUT /messages/read</c>.</summary>
internal sealed class WebReadBody
{
    public WireId ContactId { get; init; }

    public WireId[]? MessageIds { get; init; }
}

/// <summary><c>PUT /sessions/:id/pin</c>.</summary>
internal sealed class WebPinBody
{
    public bool? IsPinned { get; init; }
}
