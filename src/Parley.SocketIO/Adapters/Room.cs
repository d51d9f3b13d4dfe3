namespace Parley.SocketIO.Adapters;

/// <summary>
/// Sockets in one room. Owner: the local adapter, behind its lock; the array that it hands out is never changed, so whoever sends needs no
/// lock, and a room that many are sent to and few enter costs no copy.
/// </summary>
internal sealed class Room
{
    private readonly HashSet<Socket> _members = [];
    private Socket[]? _snapshot;

    public bool IsEmpty => _members.Count == 0;

    public Socket[] Members => _snapshot ??= [.. _members];

    public bool Contains(Socket socket) => _members.Contains(socket);

    public void Add(Socket socket)
    {
        if (_members.Add(socket))
            _snapshot = null;
    }

    public void Remove(Socket socket)
    {
        if (_members.Remove(socket))
            _snapshot = null;
    }
}
