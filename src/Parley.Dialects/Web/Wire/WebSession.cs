using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;

namespace Parley.Dialects.Web.Wire;

/// <summary>A session (document 004, 3.3.5), with who the other is.</summary>
internal sealed record WebSession
{
    public required long Id { get; init; }

    public required long ContactId { get; init; }

    public required string? ContactName { get; init; }

    public required string? ContactAvatar { get; init; }

    /// <summary>Null when one has deleted all messages for oneself.</summary>
    public required WebMessage? LastMessage { get; init; }

    public required long UnreadCount { get; init; }

    public required bool IsPinned { get; init; }

    public required string LastActivityTime { get; init; }

    public required bool IsOnline { get; init; }

    public required string? LastOnlineTime { get; init; }

    public static WebSession Of(DirectSession session, Account? peer, PresenceShown presence, WebTime time, FileUrls urls)
    {
        var (direct, me) = (session.Conversation, session.Participant);
        var peerId = direct.PeerOf(me.UserId);
        var (isOnline, lastOnline) = presence.Of(peerId, !direct.IsBlocked, session.PeerSeenAt);
        return new WebSession
        {
            Id = direct.Id.Value,
            ContactId = peerId.Value,
            ContactName = peer?.DisplayName,
            ContactAvatar = peer?.AvatarUrl,
            LastMessage = session.LastMessage is { } last
                ? WebMessage.Of(last, direct, last.Seq <= (last.SenderId == me.UserId ? session.PeerReadSeq : me.ReadSeq), time, urls)
                : null,
            UnreadCount = session.Unread,
            IsPinned = session.PinnedAt is not null,
            LastActivityTime = time.Of(direct.LastMessageAt),
            IsOnline = isOnline,
            LastOnlineTime = lastOnline,
        };
    }
}
