using Parley.SocketIO.Engine;

namespace Parley.SocketIO.Conformance;

/// <summary>The Engine.IO layer by itself, sending back every message: what the official Engine.IO suites run against.</summary>
internal sealed class EngineEcho(EngineSession session) : IEngineHandler
{
    public static void Map(WebApplication app, SocketServer server)
    {
        var engine = new EngineServer(server.Options, server.Timers, session => new EngineEcho(session), app.Logger);
        app.Map("/engine.io/", engine.HandleAsync);
    }

    public ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8) => Send(EngineMessage.OfText(utf8.Span, []));

    public ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes) => Send(EngineMessage.OfBinary(bytes));

    public void OnClosed(DisconnectReason reason)
    {
    }

    private ValueTask Send(EngineMessage message)
    {
        session.Enqueue(message);
        session.Flush();
        return ValueTask.CompletedTask;
    }
}
