using Microsoft.AspNetCore.Http;
using Parley.SocketIO.Engine.Packets;

namespace Parley.SocketIO.Engine;

internal sealed partial class EngineServer
{
    private static readonly TimeSpan MaxPostTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a POST's body may take.</summary>
    internal TimeSpan PostTimeout { get; }

    private Task OpenPollingAsync(HttpContext http, EngineQuery query)
    {
        var session = new EngineSession(this, new EngineRequest(http, Timers.Clock), query.Protocol);
        session.Begin(new PollingQueue(query.Protocol, Options.MaxQueuedBytes, Options.MaxPayload, query.TakesBinary));
        TryStart(session);
        return PollAsync(http, session);
    }

    // A poll is answered with what waits, or waits itself.
    private static async Task PollAsync(HttpContext http, EngineSession session)
    {
        if (!session.TryPoll(out var queue, out var poll, out var error))
        {
            await EngineAnswers.RefuseAsync(http, error);
            return;
        }

        if (!poll.IsCompleted)
        {
            await using var registration = http.RequestAborted.UnsafeRegister(
                static session => ((EngineSession)session!).Abort(DisconnectReason.TransportError), session);
            await poll;
        }

        if (http.RequestAborted.IsCancellationRequested)
        {
            session.Abort(DisconnectReason.TransportError);
            return;
        }

        if (await poll is not { } batch)
        {
            await EngineAnswers.RefuseAsync(http, EngineError.BadRequest);
            return;
        }

        using var body = new PooledBody();
        var format = queue.FormatFor(batch);
        var writer = new PayloadWriter(body, format);
        foreach (var packet in batch)
            writer.Write(packet);
        if (!await EngineAnswers.PayloadAsync(http, body.Written, format == PayloadFormat.CountedBinary))
            session.Abort(DisconnectReason.TransportError);
    }

    private async Task PostAsync(HttpContext http, EngineSession session)
    {
        var isBinary = http.Request.ContentType == "application/octet-stream";
        using var reading = new CancellationTokenSource();
        if ((isBinary && session.Protocol == 4) || !session.TryBeginPost(reading, out var queue))
        {
            session.Abort(DisconnectReason.TransportError);
            await EngineAnswers.RefuseAsync(http, EngineError.BadRequest);
            return;
        }

        using var body = new PooledBody();
        bool isTaken;
        try
        {
            var status = await PostBody.ReadAsync(http, body, this, reading.Token);
            if (reading.IsCancellationRequested || status == StatusCodes.Status408RequestTimeout)
            {
                session.Abort(DisconnectReason.TransportError);
                http.Abort(); // the read under way is left behind: there is no other way to end the request
                return;
            }

            if (status != StatusCodes.Status200OK)
            {
                if (status != StatusCodes.Status413PayloadTooLarge) // Node leaves the session be then
                    session.Abort(DisconnectReason.TransportError);
                await EngineAnswers.StatusAsync(http, status);
                return;
            }

            var format = session.Protocol == 4 ? PayloadFormat.Separated : isBinary ? PayloadFormat.CountedBinary : PayloadFormat.Counted;
            isTaken = await session.ReceiveAsync(new PayloadReader(body.Written, format));
        }
        finally
        {
            session.EndPost(queue); // before the answer, on which the next POST may come
        }

        await (isTaken ? EngineAnswers.OkAsync(http) : EngineAnswers.RefuseAsync(http, EngineError.BadRequest));
    }
}
