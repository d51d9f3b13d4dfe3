namespace Parley.SocketIO.Conformance;

/// <summary>A socket as tests look at it.</summary>
internal sealed record About(string Id, string[] Rooms, IDictionary<string, object?> Data)
{
    public static About Of(ISocket socket) => new(socket.Id, RoomsOf(socket), socket.Data);

    public static string[] RoomsOf(ISocket socket) => [.. socket.Rooms.Order(StringComparer.Ordinal)];
}
