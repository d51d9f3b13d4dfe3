using Parley.Conversations;
using Parley.Delivery;
using Parley.Dialects.Files;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Sockets;
using Parley.Limits;
using Parley.Messages;
using Parley.SocketIO;

namespace Parley.Dialects.Market.Chat;

/// <summary>What a signed-in person's events do on the Market surface (document 001, 4.1). Each is answered or refused; nothing a client sends throws.</summary>
internal sealed partial class MarketEvents(
    MarketOptions options,
    SocketSender sender,
    MessageHistory history,
    Access access,
    ChatSyncing syncing,
    Typing typing,
    FileUrls urls,
    SocketCalls calls,
    RateLimits limits)
{
    /// <summary>The surface's settings.</summary>
    public MarketOptions Options => options;

    /// <summary>Whether an event is of this surface alone.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("send-message"u8) || name.SequenceEqual("join-conversation"u8) || name.SequenceEqual("leave-conversation"u8)
        || name.SequenceEqual("mark-read"u8);

    /// <summary>One event.</summary>
    public Task HandleAsync(SocketConnection connection, in RawEvent raw)
    {
        var name = raw.Name;
        if (name.SequenceEqual("send-message"u8))
            return Send(new SocketCall(connection, raw.Ack, "send-message"), raw);
        if (name.SequenceEqual("typing"u8))
            return Run("typing", connection, raw, TypeAsync);
        if (name.SequenceEqual("mark-read"u8))
            return Run("mark-read", connection, raw, ReadAsync, limits.Reads);
        if (name.SequenceEqual("join-conversation"u8))
            return Run("join-conversation", connection, raw, JoinAsync, limits.Reads);
        if (name.SequenceEqual("leave-conversation"u8))
            return Run("leave-conversation", connection, raw, LeaveAsync);
        return name.SequenceEqual("sync"u8)
            ? Run("sync", connection, raw, SyncAsync, limits.Syncs)
            : SocketCalls.RefuseUnknownAsync(connection, raw);
    }

    private Task Run(
        string name, SocketConnection connection, in RawEvent raw, Func<SocketCall, ChatInbound, Task> handle, RateLimit? limit = null) =>
        calls.RunAsync(new SocketCall(connection, raw.Ack, name), raw, ChatJson.Default.ChatInbound, handle, limit);
}
