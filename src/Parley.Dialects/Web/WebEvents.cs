using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web.Wire;
using Parley.Limits;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Web;

/// <summary>What a signed-in person's events do on the Web surface (document 004, 6.2.1). Each is answered or refused; nothing a client sends throws.</summary>
internal sealed partial class WebEvents(
    WebOptions options,
    WebTime time,
    SocketSender sender,
    MessageHistory history,
    DirectMessages directs,
    ConversationSync sync,
    Typing typing,
    FileUrls urls,
    RateLimiter limiter,
    RateLimits limits)
{
    private static readonly WebInbound Nothing = new();

    /// <summary>The surface's settings.</summary>
    public WebOptions Options => options;

    /// <summary>Whether an event is of this surface alone.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("message"u8) || name.SequenceEqual("read"u8) || name.SequenceEqual("recall"u8) || name.SequenceEqual("ping"u8);

    /// <summary>One event.</summary>
    public Task HandleAsync(SocketConnection connection, in RawEvent raw)
    {
        var name = raw.Name;
        if (name.SequenceEqual("message"u8))
            return Send(new WebCall(connection, raw.Ack, "message"), raw);
        if (name.SequenceEqual("ping"u8))
            return Pong(new WebCall(connection, raw.Ack, "ping"));
        if (name.SequenceEqual("read"u8))
            return With(new WebCall(connection, raw.Ack, "read"), raw, ReadAsync, limits.Reads);
        if (name.SequenceEqual("typing"u8))
            return With(new WebCall(connection, raw.Ack, "typing"), raw, TypeAsync);
        if (name.SequenceEqual("recall"u8))
            return With(new WebCall(connection, raw.Ack, "recall"), raw, RecallAsync, limits.Recalls);
        if (name.SequenceEqual("sync"u8))
            return With(new WebCall(connection, raw.Ack, "sync"), raw, SyncAsync, limits.Syncs);
        new WebCall(connection, raw.Ack, SocketFrames.NameOf(raw)).Refuse(SocketFault.UnknownEvent(connection.Language));
        connection.Flush();
        return Task.CompletedTask;
    }

    private Task With(WebCall call, in RawEvent raw, Func<WebCall, WebInbound, Task> handle, RateLimit? limit = null)
    {
        if (Read(call, raw) is not { } data)
            return Task.CompletedTask;
        if (limit is not null && limiter.Take(limit, call.Me.Id.Value) is { } tooMany)
        {
            call.Refuse(tooMany);
            call.Connection.Flush();
            return Task.CompletedTask;
        }

        return RunAsync(call, data, handle);
    }

    private static async Task RunAsync(WebCall call, WebInbound data, Func<WebCall, WebInbound, Task> handle)
    {
        try
        {
            await handle(call, data);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: told in this surface's words, and logged by whoever waits
        {
            call.Refuse(SocketFault.Internal(call.Language));
            throw;
        }
        finally
        {
            call.Connection.Flush();
        }
    }

    private static Task Pong(WebCall call)
    {
        call.Connection.Enqueue(((WebDialect)call.Connection.Surface).Pong);
        call.Ok();
        call.Connection.Flush();
        return Task.CompletedTask;
    }

    private static WebInbound? Read(WebCall call, in RawEvent raw)
    {
        if (raw.Argument.IsEmpty)
            return Nothing;
        if (FrameParser.Parse(raw.Argument, WebJson.Default.WebInbound, out var fault) is { } data)
            return data;
        call.Refuse(SocketFault.Of(fault!, call.Language), fault!.TempId);
        call.Connection.Flush();
        return null;
    }
}
