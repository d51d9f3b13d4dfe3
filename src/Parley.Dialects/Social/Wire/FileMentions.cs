using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social.Wire;

/// <summary>A message's file as this surface's clients name it.</summary>
internal static class FileMentions
{
    /// <summary>Whether a message names a file; an empty address names none.</summary>
    public static bool IsNamed(WireId fileId, string? fileUrl) => !fileId.IsMissing || !string.IsNullOrEmpty(fileUrl);

    /// <summary>The file that is named: by its id where there is one, else by an address that this server has told.</summary>
    /// <returns>The mention; <see cref="ChatError.FileNotFound"/> for what can't be one of ours.</returns>
    public static Outcome<FileMention> Read(
        FileUrls urls, WireId fileId, string? fileUrl, MessageType? type, string? content, string? name, double? duration)
    {
        var id = new FileId(fileId.Of(EntityKind.File));
        if (fileId.IsMissing && !urls.TryRead(fileUrl!, out id))
            id = default;
        if (id.IsNone)
            return ChatError.FileNotFound;
        return new FileMention
        {
            Id = id,
            Type = type,
            Text = content ?? "",
            Name = name,
            DurationMs = duration is { } seconds ? (long)Math.Clamp(seconds * 1000, -1, int.MaxValue) : null,
        };
    }
}
