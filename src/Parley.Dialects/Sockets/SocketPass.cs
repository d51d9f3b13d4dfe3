using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Messages;

namespace Parley.Dialects.Sockets;

/// <summary>What the entrance found out about a client.</summary>
/// <param name="Caller">Who, by its token.</param>
/// <param name="Dialect">The surface that it speaks, or is taken to until it shows.</param>
/// <param name="IsChosen">Whether that is certain.</param>
/// <param name="Device">The device that it names, or null.</param>
/// <param name="TenantPolicy">Who may write to whom, where its tenant says so.</param>
/// <param name="Language">The language of its errors.</param>
internal sealed record SocketPass(
    Caller Caller, SocketDialect Dialect, bool IsChosen, string? Device, ContactPolicy? TenantPolicy, Language Language)
{
    /// <summary>How far everything was when it came: what happens later is told to it.</summary>
    public required IReadOnlyList<BacklogPosition> Known { get; init; }

    /// <summary>Where the connection stood in whose place this one comes; null for a new one.</summary>
    public ResumePoint? Resume { get; init; }

    /// <summary>That connection: until this one has all of it, its client may come back once more as that.</summary>
    public LostConnection? Lost { get; init; }

    /// <summary>The number that its client has of that.</summary>
    public long? ResumedAt { get; init; }
}
