using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>
/// The namespace <c>/</c>, where every surface may be spoken: the one that the handshake names (<c>dialect</c>), else the first until an event
/// comes that only one of them has.
/// </summary>
/// <param name="dialects">Their instances for this namespace; the first is taken until a client shows what it speaks.</param>
internal sealed class MainNamespace(IReadOnlyList<SocketDialect> dialects)
{
    /// <summary>The surface that a client names.</summary>
    public (SocketDialect Dialect, bool IsChosen) Choose(Handshake handshake)
    {
        var name = SocketEntrance.TextOf(handshake, "dialect");
        foreach (var dialect in dialects)
        {
            if (string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase))
                return (dialect, true);
        }

        return (dialects[0], false);
    }

    /// <summary>Handles an event, in the surface that it shows.</summary>
    public Task HandleAsync(SocketConnection connection, bool isChosen, in RawEvent raw)
    {
        if (!isChosen && !connection.HasShown)
        {
            foreach (var dialect in dialects)
            {
                if (!dialect.Owns(raw.Name))
                    continue;
                connection.Speak(dialect);
                break;
            }
        }

        return connection.Surface.HandleAsync(connection, raw);
    }
}
