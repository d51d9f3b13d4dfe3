using System.Text.Json.Serialization.Metadata;
using Parley.Dialects.Json;
using Parley.Limits;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>
/// What comes before and after the handler of an event, the same on every surface: its argument is read, its limit asked, a fault told, and what
/// was queued let go. Nothing a client sends throws.
/// </summary>
internal sealed class SocketCalls(RateLimiter limiter)
{
    /// <summary>Runs an event's handler.</summary>
    /// <param name="call">The event.</param>
    /// <param name="raw">Its bytes.</param>
    /// <param name="contract">How to read its argument.</param>
    /// <param name="handle">What it does.</param>
    /// <param name="limit">How often a person may send it; null: asked elsewhere.</param>
    public Task RunAsync<T>(SocketCall call, in RawEvent raw, JsonTypeInfo<T> contract, Func<SocketCall, T, Task> handle, RateLimit? limit = null)
        where T : class
    {
        if (Read(call, raw, contract) is { } data)
        {
            if (limit is null || limiter.Take(limit, call.Me.Id.Value) is not { } tooMany)
                return RunAsync(call, data, handle);
            call.Refuse(tooMany);
        }

        call.Connection.Flush();
        return Task.CompletedTask;
    }

    /// <summary>An event that the surface doesn't have.</summary>
    public static Task RefuseUnknownAsync(SocketConnection connection, in RawEvent raw)
    {
        new SocketCall(connection, raw.Ack, SocketFrames.NameOf(raw)).Refuse(SocketFault.UnknownEvent(connection.Language));
        connection.Flush();
        return Task.CompletedTask;
    }

    /// <summary>An event's argument; an event without one has an object without fields. Null: it was refused.</summary>
    public static T? Read<T>(SocketCall call, in RawEvent raw, JsonTypeInfo<T> contract)
        where T : class
    {
        if (FrameParser.Parse(raw.Argument.IsEmpty ? "{}"u8 : raw.Argument, contract, out var fault) is { } data)
            return data;
        call.Refuse(SocketFault.Of(fault!, call.Language), fault!.TempId);
        return null;
    }

    private static async Task RunAsync<T>(SocketCall call, T data, Func<SocketCall, T, Task> handle)
    {
        try
        {
            await handle(call, data);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: told in the surface's words, and logged by whoever waits
        {
            call.Refuse(SocketFault.Internal(call.Language));
            throw;
        }
        finally
        {
            call.Connection.Flush();
        }
    }
}
