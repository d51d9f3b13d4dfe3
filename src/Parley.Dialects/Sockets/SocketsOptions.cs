using Parley.Configuration;

namespace Parley.Dialects.Sockets;

/// <summary>Bounds of the surfaces over Socket.IO (section <c>SocketIO</c>).</summary>
public sealed class SocketsOptions
{
    /// <summary>Time between two heartbeats. Default 25 s; 1 s to 1 h. (Document 002 says 30 s; the protocol's default serves it.)</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a client may take to answer one. Default 20 s; 1 s to 1 h.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection may take to sign in to its first namespace. Default 10 s; 100 ms to 5 min.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest packet, in bytes. Default 1 MB; 16 KB to 64 MB.</summary>
    public int MaxPayload { get; init; } = 1_000_000;

    /// <summary>How many bytes may wait for a client that doesn't read. Default 1 MiB; 64 KiB to 64 MiB.</summary>
    public int MaxQueued { get; init; } = 1024 * 1024;

    /// <summary>How long a lost connection may take to come back as what it was. Default 2 min; 1 s to 1 h.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The defaults, where nothing else is configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public static SocketsOptions Read(Settings settings) => new()
    {
        PingInterval = settings.Span("SocketIO:PingInterval", TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        PingTimeout = settings.Span("SocketIO:PingTimeout", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ConnectTimeout = settings.Span("SocketIO:ConnectTimeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        MaxPayload = settings.Integer("SocketIO:MaxPayload", 1_000_000, 16_000, 64_000_000),
        MaxQueued = settings.Integer("SocketIO:MaxQueued", 1024 * 1024, 64 * 1024, 64 * 1024 * 1024),
        Recovery = settings.Span("SocketIO:Recovery", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    };
}
