using Parley.Primitives;

namespace Parley.Presence;

/// <summary>When people were last connected, at rest.</summary>
public interface ILastSeenStore
{
    /// <summary>Notes when people's last connections ended; a time never goes back.</summary>
    /// <param name="seenAt">Unix ms.</param>
    Task WriteAsync(IReadOnlyCollection<UserId> users, long seenAt, CancellationToken cancel);

    /// <summary>When each of these was last seen, Unix ms; those never seen are left out.</summary>
    Task<IReadOnlyDictionary<UserId, long>> ReadAsync(IReadOnlyCollection<UserId> users, CancellationToken cancel);

    /// <summary>The devices of a person that were ever brought up to date, the one last used first.</summary>
    Task<IReadOnlyList<DeviceUse>> ReadDevicesAsync(UserId user, int limit, CancellationToken cancel);
}
