using System.Text.Json;

namespace Parley.SocketIO.Conformance;

/// <summary>What the official Socket.IO suite expects of a server.</summary>
internal static class Suites
{
    public static void Serve(SocketServer server)
    {
        server.OnConnection(socket =>
        {
            socket.Emit("auth", AuthOf(socket));
            socket.OnAny(call =>
            {
                if (call.Name == "message")
                    socket.Emit("message-back", Values.Of(call));
                else if (call.Name == "message-with-ack")
                    call.Ack.Send(Values.Of(call));
            });
        });
        server.Of("/custom").OnConnection(socket => socket.Emit("auth", AuthOf(socket)));
    }

    /// <summary>The client's <c>auth</c>, empty without.</summary>
    public static JsonElement AuthOf(Socket socket) => socket.Handshake.Auth ?? JsonElement.Parse("{}");
}
