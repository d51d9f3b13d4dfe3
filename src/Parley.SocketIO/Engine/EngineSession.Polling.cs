using System.Diagnostics.CodeAnalysis;
using Parley.SocketIO.Engine.Packets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineSession
{
    /// <summary>A GET came: what it is to be answered with, now or later; null refuses it. A second one at once ends the session.</summary>
    #pragma warning disable MA0022
    public Task<List<OutgoingPacket>>? Poll(out EngineError error)
    {
        error = EngineError.BadRequest;
        lock (_gate)
        {
            if (_state == SessionState.Closed)
            {
                error = EngineError.UnknownSession;
                return null;
            }

            if (_polling is null)
                return null;
            if (!_polling.IsPolled)
            {
                if (_polling.IsEmpty)
                    return _polling.Wait();
                var batch = _polling.Take();
                if (_state == SessionState.Closing && _polling.IsEmpty)
                    Gone();
                return Task.FromResult(batch);
            }
        }

        Abort(DisconnectReason.TransportError);
        return null;
    }

    /// <summary>A POST came; false when another is under way, or polling is over.</summary>
    public bool TryBeginPost([NotNullWhen(true)] out PollingQueue? queue)
    {
        lock (_gate)
        {
            queue = _polling;
            if (queue is null || queue.IsPosting)
                return false;
            queue.BeginPost();
            return true;
        }
    }

    /// <summary>The POST's packets were handed over.</summary>
    public void EndPost(PollingQueue queue)
    {
        lock (_gate)
            queue.EndPost();
    }

    /// <summary>How an answer to a poll is to be written.</summary>
    /// <param name="takesBinary">Whether the client takes bytes as they are.</param>
    public PayloadFormat FormatFor(List<OutgoingPacket> packets, bool takesBinary)
    {
        if (Protocol == 4)
            return PayloadFormat.Separated;
        var isBinary = takesBinary && packets.Exists(packet => packet.Message is { AttachmentCount: > 0 });
        return isBinary ? PayloadFormat.CountedBinary : PayloadFormat.Counted;
    }
}
