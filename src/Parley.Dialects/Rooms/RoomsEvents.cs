using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Dialects.Rooms.Wire;
using Parley.Dialects.Sockets;
using Parley.Limits;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Rooms;

/// <summary>What a signed-in person's events do on the Rooms surface. Each is answered or refused; nothing a client sends throws.</summary>
internal sealed partial class RoomsEvents(
    RoomsOptions options,
    SocketSender sender,
    MessageHistory history,
    MessageForwarder forwarder,
    Access access,
    ConversationSync sync,
    Typing typing,
    FileUrls urls,
    RateLimiter limiter,
    RateLimits limits)
{
    private static readonly RoomsInbound Nothing = new();

    /// <summary>The surface's settings.</summary>
    public RoomsOptions Options => options;

    /// <summary>Whether an event is of this surface alone.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("send_message"u8) || name.SequenceEqual("join_room"u8) || name.SequenceEqual("leave_room"u8)
        || name.SequenceEqual("mark_read"u8) || name.SequenceEqual("recall_message"u8) || name.SequenceEqual("forward_messages"u8);

    /// <summary>One event.</summary>
    public Task HandleAsync(SocketConnection connection, in RawEvent raw)
    {
        var call = new RoomsCall(connection, raw.Ack);
        var name = raw.Name;
        if (name.SequenceEqual("send_message"u8))
            return Read(call with { Event = "send_message" }, raw) is { } draft ? Send(call with { Event = "send_message" }, draft) : Task.CompletedTask;
        if (name.SequenceEqual("typing"u8))
            return With(call with { Event = "typing" }, raw, TypeAsync);
        if (name.SequenceEqual("mark_read"u8))
            return With(call with { Event = "mark_read" }, raw, ReadAsync, limits.Reads);
        if (name.SequenceEqual("join_room"u8))
            return With(call with { Event = "join_room" }, raw, JoinAsync, limits.Reads);
        if (name.SequenceEqual("leave_room"u8))
            return With(call with { Event = "leave_room" }, raw, LeaveAsync);
        if (name.SequenceEqual("recall_message"u8))
            return With(call with { Event = "recall_message" }, raw, RecallAsync, limits.Recalls);
        if (name.SequenceEqual("forward_messages"u8))
            return With(call with { Event = "forward_messages" }, raw, ForwardAsync, limits.Recalls);
        if (name.SequenceEqual("sync"u8))
            return With(call with { Event = "sync" }, raw, SyncAsync, limits.Syncs);
        (call with { Event = SocketFrames.NameOf(raw) }).Refuse(SocketFault.UnknownEvent(call.Language));
        connection.Flush();
        return Task.CompletedTask;
    }

    private Task With(RoomsCall call, in RawEvent raw, Func<RoomsCall, RoomsInbound, Task> handle, RateLimit? limit = null)
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

    private static async Task RunAsync(RoomsCall call, RoomsInbound data, Func<RoomsCall, RoomsInbound, Task> handle)
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

    private static RoomsInbound? Read(RoomsCall call, in RawEvent raw)
    {
        if (raw.Argument.IsEmpty)
            return Nothing;
        if (FrameParser.Parse(raw.Argument, RoomsJson.Default.RoomsInbound, out var fault) is { } data)
            return data;
        call.Refuse(SocketFault.Of(fault!, call.Language), fault!.TempId);
        call.Connection.Flush();
        return null;
    }
}
