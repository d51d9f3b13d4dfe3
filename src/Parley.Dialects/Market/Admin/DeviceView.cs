using Parley.Delivery;
using Parley.Presence;

namespace Parley.Dialects.Market.Admin;

/// <summary>A person's device, by the name that a ban of it takes.</summary>
/// <param name="IsConnected">Whether it is connected to this node.</param>
internal sealed record DeviceView(string Device, bool IsConnected, DateTime? LastUsedAt)
{
    /// <summary>Those that are connected, then those that were.</summary>
    public static DeviceView[] Of(IReadOnlyList<Connection> connections, IReadOnlyList<DeviceUse> used)
    {
        var connected = connections.Select(connection => connection.Device).ToHashSet(StringComparer.Ordinal);
        var times = used.ToDictionary(use => use.Device, use => use.LastUsedAt, StringComparer.Ordinal);
        return
        [
            .. connected.Union(times.Keys, StringComparer.Ordinal)
                .Select(device => new DeviceView(device, connected.Contains(device), times.TryGetValue(device, out var at) ? WireTime.Of(at) : null))
                .OrderByDescending(device => device.IsConnected),
        ];
    }
}
