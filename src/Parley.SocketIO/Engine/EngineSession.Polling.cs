using System.Diagnostics.CodeAnalysis;
using Parley.SocketIO.Engine.Packets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineSession
{
    /// <summary>Whether a GET waits.</summary>
    public bool IsPolled
    {
        get
        {
            lock (_gate)
                return _polling is { IsPolled: true };
        }
    }

    /// <summary>A GET came. A second one at once ends the session.</summary>
    /// <param name="poll">What it is to be answered with, now or later; null: refuse it.</param>
    /// <returns>False: refuse it with <paramref name="error"/>.</returns>
    public bool TryPoll(
        [NotNullWhen(true)] out PollingQueue? queue, [NotNullWhen(true)] out Task<List<OutgoingPacket>?>? poll, out EngineError error)
    {
        error = EngineError.BadRequest;
        poll = null;
        lock (_gate)
        {
            queue = _polling;
            if (_state == SessionState.Closed)
            {
                error = EngineError.UnknownSession;
                return false;
            }

            if (queue is null)
                return false;
            if (!queue.IsPolled)
            {
                poll = queue.IsEmpty ? queue.Hold() : Task.FromResult<List<OutgoingPacket>?>(queue.Take());
                if (_state == SessionState.Closing && queue.IsEmpty)
                    Gone();
                return true;
            }
        }

        Abort(DisconnectReason.TransportError);
        return false;
    }

    /// <summary>A POST came; false when another is under way, or polling or all is over.</summary>
    /// <param name="reading">Cancelled when the session ends before its body is there.</param>
    /// <param name="queue">To be told of its end.</param>
    public bool TryBeginPost(CancellationTokenSource reading, [NotNullWhen(true)] out PollingQueue? queue)
    {
        lock (_gate)
        {
            queue = _polling;
            if (_state == SessionState.Closed || queue is null || queue.IsPosting)
                return false;
            queue.BeginPost(reading);
            return true;
        }
    }

    /// <summary>The POST's packets were handed over.</summary>
    public void EndPost(PollingQueue queue)
    {
        lock (_gate)
            queue.EndPost();
    }
}
