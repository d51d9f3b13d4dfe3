using Parley.Messages;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>A file that a message is to show, as its sender names it.</summary>
public sealed record FileMention
{
    /// <summary>A file of ours; none: <see cref="Url"/> says where it is.</summary>
    public FileId Id { get; init; }

    /// <summary>An address elsewhere. A surface that takes none of those says <see cref="ChatError.FileNotFound"/> itself.</summary>
    public string? Url { get; init; }

    /// <summary>What the message is; null: what the file's kind suggests.</summary>
    public MessageType? Type { get; init; }

    /// <summary>The message's text; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>A name for it; null: the name under which it was uploaded.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes, for an address elsewhere only: of our own files we know it.</summary>
    public long? Size { get; init; }

    /// <summary>How long a recording is, in milliseconds; above 0, at most a day.</summary>
    public long? DurationMs { get; init; }
}
