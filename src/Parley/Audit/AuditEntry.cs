using Parley.Primitives;

namespace Parley.Audit;

/// <summary>One line of the audit trail: who did what, to what, when, and from where. It holds no text that a person wrote and no secret.</summary>
public sealed record AuditEntry
{
    /// <summary>Rises with time.</summary>
    public required long Id { get; init; }

    /// <summary>In which tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>Who; none where that is not known.</summary>
    public UserId ActorId { get; init; }

    /// <summary>What.</summary>
    public required AuditAction Action { get; init; }

    /// <summary>To what: a contact's, message's, session's or user's id.</summary>
    public long? TargetId { get; init; }

    /// <summary>More of it, in the program's own words.</summary>
    public string? Detail { get; init; }

    /// <summary>From which network address.</summary>
    public string? Address { get; init; }

    /// <summary>The request's id, as in the log.</summary>
    public string? RequestId { get; init; }

    /// <summary>Unix ms.</summary>
    public required long At { get; init; }
}
