using System.Text.Json;
using Parley.Dialects.Json;

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
/// <c>POST /messages</c>. <c>fileSize</c> and <c>thumbnailUrl</c> are known of every file that was uploaded, and not read.
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
