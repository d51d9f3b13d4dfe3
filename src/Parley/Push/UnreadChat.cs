using Parley.Primitives;

namespace Parley.Push;

/// <summary>A conversation that somebody who is away may be told of by mail, as it is at the moment.</summary>
public sealed record UnreadChat
{
    /// <summary>The most messages that are counted: so many mean "that many, or more".</summary>
    public const int MostCounted = 100;

    /// <summary>The conversation.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>A group's name; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>A mail was asked for up to this message.</summary>
    public required long AskedSeq { get; init; }

    /// <summary>The last mail told up to this message; 0 where there was none.</summary>
    public long ToldSeq { get; init; }

    /// <summary>How long no further mail may be, by the database's clock; zero or less: one may.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>Who wrote what is unread, and how much. What was recalled, hidden, or written by the server or by somebody who is blocked does not count.</summary>
    public IReadOnlyList<UnreadFrom> From { get; init; } = [];

    /// <summary>The newest unread message that counts; 0 where there is none.</summary>
    public long NewestSeq => From.Count == 0 ? 0 : From.Max(from => from.NewestSeq);

    /// <summary>How many count.</summary>
    public int Count => From.Sum(from => from.Count);

    /// <summary>Unix ms of the oldest that counts.</summary>
    public long OldestAt => From.Min(from => from.OldestAt);

    /// <summary>Whether something is unread that no mail has told of.</summary>
    public bool HasNews => NewestSeq > ToldSeq;
}

/// <summary>What one person wrote of what is unread.</summary>
/// <param name="Sender">Who.</param>
/// <param name="Count">How many messages.</param>
/// <param name="NewestSeq">The newest of them.</param>
/// <param name="OldestAt">Unix ms of the oldest of them.</param>
public sealed record UnreadFrom(UserId Sender, int Count, long NewestSeq, long OldestAt);
