using Parley.SocketIO.Timing;

namespace Parley.SocketIO;

/// <summary>The time until a pattern's namespace that everybody has left is forgotten, with what is kept for who was lost.</summary>
internal sealed class NamespaceExpiry(SocketServer server, Namespace @namespace) : WheelTimer
{
    /// <inheritdoc/>
    protected internal override void OnElapsed() => server.Expire(@namespace);
}
