using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>Something that the rules on content found, kept for whoever looks after it.</summary>
public sealed record Hit
{
    /// <summary>The hit.</summary>
    public required HitId Id { get; init; }

    /// <summary>The tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Which rule.</summary>
    public required HitKind Kind { get; init; }

    /// <summary>Where to; none where no conversation was made.</summary>
    public ConversationId ConversationId { get; init; }

    /// <summary>The stored message; none when it was refused.</summary>
    public MessageId MessageId { get; init; }

    /// <summary>The picture's file; none where none was kept, and where it is not about a picture.</summary>
    public FileId FileId { get; init; }

    /// <summary>The words found, separated by commas, what a check said of a picture, or how many more there were; or null.</summary>
    public string? Words { get; init; }

    /// <summary>The text as it was sent, or a picture's name or address; empty where the rule is about neither.</summary>
    public required string Text { get; init; }

    /// <summary>What is the same thing sent again: within an hour it is one hit.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
