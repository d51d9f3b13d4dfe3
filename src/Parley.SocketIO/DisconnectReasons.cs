namespace Parley.SocketIO;

/// <summary>Words for <see cref="DisconnectReason"/>.</summary>
public static class DisconnectReasons
{
    /// <summary>The reason as Node's server names it, for logs and for handlers ported from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enum's values.</exception>
    public static string Text(this DisconnectReason reason) => reason switch
    {
        DisconnectReason.TransportClose => "transport close",
        DisconnectReason.TransportError => "transport error",
        DisconnectReason.PingTimeout => "ping timeout",
        DisconnectReason.ParseError => "parse error",
        DisconnectReason.ClientNamespaceDisconnect => "client namespace disconnect",
        DisconnectReason.ServerNamespaceDisconnect => "server namespace disconnect",
        DisconnectReason.ServerShuttingDown => "server shutting down",
        DisconnectReason.ForcedClose => "forced close",
        DisconnectReason.ForcedServerClose => "forced server close",
        DisconnectReason.SlowConsumer => "slow consumer",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    // What a broken network does to a client, and not what either side decided: only then may it come back as the same socket.
    internal static bool IsRecoverable(this DisconnectReason reason) => reason is DisconnectReason.TransportClose
        or DisconnectReason.TransportError or DisconnectReason.PingTimeout or DisconnectReason.ForcedClose
        or DisconnectReason.ServerShuttingDown or DisconnectReason.SlowConsumer;
}
