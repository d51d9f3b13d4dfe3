using System.Globalization;
using System.Text;
using Parley.SocketIO.Engine.Packets;
using Parley.WebSockets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineSession
{
    private bool _isToldLater; // it closed before its handler was known
    private DisconnectReason _reason;

    /// <summary>Begins on polling: the greeting is what the first poll gets.</summary>
    public void Begin(PollingQueue queue)
    {
        var offersUpgrade = _server.Options.AllowUpgrades && (_server.Options.Transports & Transports.WebSocket) != 0;
        queue.Add(new OutgoingPacket(PacketType.Open, null, Greeting(offersUpgrade)));
        _polling = queue;
    }

    /// <summary>Begins on a WebSocket.</summary>
    public void Begin(EngineWebSocket socket)
    {
        _socket = socket;
        socket.BecomeTransport();
        socket.Enqueue(Frames.Build(Opcode.Text, [(byte)PacketType.Open, .. Greeting(offersUpgrade: false)]));
    }

    /// <summary>Makes the session known above and starts its heartbeat. False: nobody would have it.</summary>
    public bool TryStart(Func<EngineSession, IEngineHandler> accept)
    {
        lock (_gate)
            StartHeartbeat();
        IEngineHandler handler;
        try
        {
            handler = accept(this);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge
        {
            _server.Report(fault);
            Abort(DisconnectReason.TransportError);
            return false;
        }

        bool isToldLater;
        lock (_gate)
        {
            _handler = handler;
            isToldLater = _isToldLater;
        }

        if (isToldLater)
            handler.OnClosed(_reason);
        _socket?.Flush();
        return true;
    }

    private byte[] Greeting(bool offersUpgrade)
    {
        var options = _server.Options;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"sid":"{{Id}}","upgrades":[{{(offersUpgrade ? "\"websocket\"" : "")}}],"pingInterval":{{(long)options.PingInterval.TotalMilliseconds}},"pingTimeout":{{(long)options.PingTimeout.TotalMilliseconds}},"maxPayload":{{options.MaxPayload}}}"""));
    }
}
