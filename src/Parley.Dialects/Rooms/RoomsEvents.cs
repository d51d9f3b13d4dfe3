using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
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
    SocketCalls calls,
    RateLimits limits)
{
    /// <summary>The surface's settings.</summary>
    public RoomsOptions Options => options;

    /// <summary>Whether an event is of this surface alone.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("send_message"u8) || name.SequenceEqual("join_room"u8) || name.SequenceEqual("leave_room"u8)
        || name.SequenceEqual("mark_read"u8) || name.SequenceEqual("recall_message"u8) || name.SequenceEqual("forward_messages"u8);

    /// <summary>One event.</summary>
    public Task HandleAsync(SocketConnection connection, in RawEvent raw)
    {
        var name = raw.Name;
        if (name.SequenceEqual("send_message"u8))
            return Send(new SocketCall(connection, raw.Ack, "send_message"), raw);
        if (name.SequenceEqual("typing"u8))
            return Run("typing", connection, raw, TypeAsync);
        if (name.SequenceEqual("mark_read"u8))
            return Run("mark_read", connection, raw, ReadAsync, limits.Reads);
        if (name.SequenceEqual("join_room"u8))
            return Run("join_room", connection, raw, JoinAsync, limits.Reads);
        if (name.SequenceEqual("leave_room"u8))
            return Run("leave_room", connection, raw, LeaveAsync);
        if (name.SequenceEqual("recall_message"u8))
            return Run("recall_message", connection, raw, RecallAsync, limits.Recalls);
        if (name.SequenceEqual("forward_messages"u8))
            return Run("forward_messages", connection, raw, ForwardAsync, limits.Recalls);
        return name.SequenceEqual("sync"u8)
            ? Run("sync", connection, raw, SyncAsync, limits.Syncs)
            : SocketCalls.RefuseUnknownAsync(connection, raw);
    }

    private Task Run(
        string name, SocketConnection connection, in RawEvent raw, Func<SocketCall, RoomsInbound, Task> handle, RateLimit? limit = null) =>
        calls.RunAsync(new SocketCall(connection, raw.Ack, name), raw, RoomsJson.Default.RoomsInbound, handle, limit);
}
