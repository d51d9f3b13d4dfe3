using Parley.WebSockets;

namespace Parley.Dialects.WebSockets;

/// <summary>Parley's own reasons for a WebSocket to end, from the range that RFC 6455, 7.4.2, leaves to applications.</summary>
internal static class ParleyCloseCode
{
    /// <summary>Banned or disabled.</summary>
    public const CloseCode Banned = (CloseCode)4003;

    /// <summary>No heartbeat in time.</summary>
    public const CloseCode HeartbeatTimeout = (CloseCode)4008;

    /// <summary>A further connection took this one's place.</summary>
    public const CloseCode Replaced = (CloseCode)4009;
}
