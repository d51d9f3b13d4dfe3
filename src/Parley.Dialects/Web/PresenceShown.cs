using Parley.Dialects.Web.Wire;
using Parley.Presence;
using Parley.Primitives;

namespace Parley.Dialects.Web;

/// <summary>What this surface's lists say of a person's presence.</summary>
internal sealed class PresenceShown(PresenceTracker tracker, WebTime time, TimeProvider clock)
{
    /// <summary>Whether somebody is online, and when last: now for who is.</summary>
    /// <param name="isVisible">Whether the viewer may see it at all.</param>
    /// <param name="seenAt">Unix ms at which the last connection ended, where that is known.</param>
    public (bool IsOnline, string? LastOnlineTime) Of(UserId user, bool isVisible, long? seenAt)
    {
        if (!isVisible)
            return (false, null);
        return tracker.StatusOf(user) == PresenceStatus.Offline ? (false, time.Of(seenAt)) : (true, time.Of(clock.NowMs()));
    }
}
