using Parley.Messages;
using Parley.Primitives;

namespace Parley.Moderation;

/// <summary>A person's report of another.</summary>
public sealed record Report
{
    /// <summary>How many messages before the reported one are kept with the report as they were: at most 1,000 characters each.</summary>
    public const int KeptBefore = 30;

    /// <summary>How many after it.</summary>
    public const int KeptAfter = 10;

    /// <summary>The report.</summary>
    public required ReportId Id { get; init; }

    /// <summary>The tenant of both.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who reports.</summary>
    public required UserId ReporterId { get; init; }

    /// <summary>Who is reported.</summary>
    public required UserId TargetId { get; init; }

    /// <summary>The message that it is about; none: the person as such.</summary>
    public MessageId MessageId { get; init; }

    /// <summary>Where the message stands.</summary>
    public ConversationId ConversationId { get; init; }

    /// <summary>What the message said when it was reported, recalled or not: it may change later, the evidence does not. Null without a message.</summary>
    public MessageBody? Evidence { get; init; }

    /// <summary>Why, in a word of the reporter's app.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in the reporter's words.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether it adds to what leads to an automatic ban; decided by the store.</summary>
    public bool Counts { get; init; }

    /// <summary>How far it is.</summary>
    public ReportState State { get; init; }

    /// <summary>Who took it; none: nobody.</summary>
    public UserId TakenBy { get; init; }

    /// <summary>Who decided on it; none: nobody yet.</summary>
    public UserId ClosedBy { get; init; }

    /// <summary>Unix ms at which it was decided on.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>A word of those who looked at it, for each other.</summary>
    public string? Note { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
