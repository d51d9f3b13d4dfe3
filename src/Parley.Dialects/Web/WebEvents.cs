using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
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
    SocketCalls calls,
    RateLimits limits)
{
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
            return Send(new SocketCall(connection, raw.Ack, "message"), raw);
        if (name.SequenceEqual("ping"u8))
            return Pong(new SocketCall(connection, raw.Ack, "ping"));
        if (name.SequenceEqual("read"u8))
            return Run("read", connection, raw, ReadAsync, limits.Reads);
        if (name.SequenceEqual("typing"u8))
            return Run("typing", connection, raw, TypeAsync);
        if (name.SequenceEqual("recall"u8))
            return Run("recall", connection, raw, RecallAsync, limits.Recalls);
        return name.SequenceEqual("sync"u8)
            ? Run("sync", connection, raw, SyncAsync, limits.Syncs)
            : SocketCalls.RefuseUnknownAsync(connection, raw);
    }

    private Task Run(
        string name, SocketConnection connection, in RawEvent raw, Func<SocketCall, WebInbound, Task> handle, RateLimit? limit = null) =>
        calls.RunAsync(new SocketCall(connection, raw.Ack, name), raw, WebJson.Default.WebInbound, handle, limit);

    private static Task Pong(SocketCall call)
    {
        call.Connection.Enqueue(((WebDialect)call.Connection.Surface).Pong);
        call.Ok();
        call.Connection.Flush();
        return Task.CompletedTask;
    }
}
