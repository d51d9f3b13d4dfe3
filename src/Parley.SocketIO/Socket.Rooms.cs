namespace Parley.SocketIO;

public sealed partial class Socket
{
    /// <summary>Everybody else in the namespace.</summary>
    public BroadcastOperator Broadcast => new(Namespace, new BroadcastOptions { Except = [Id] });

    /// <summary>Everybody else in the namespace, on this server.</summary>
    public BroadcastOperator Local => Broadcast.Local;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Rooms => Namespace.Adapter.RoomsOf(this);

    /// <summary>The local adapter's: the rooms joined, without the socket's own. Guarded by that adapter.</summary>
    internal HashSet<string>? JoinedRooms { get; set; }

    /// <inheritdoc/>
    public void Join(params string[] rooms)
    {
        RoomNames.Check(rooms);
        Namespace.Adapter.Join(this, rooms);
    }

    /// <inheritdoc/>
    public void Leave(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Namespace.Adapter.Leave(this, room);
    }

    /// <summary>Everybody in one of these rooms but this one.</summary>
    public BroadcastOperator To(params string[] rooms) => Broadcast.To(rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    public BroadcastOperator In(params string[] rooms) => Broadcast.To(rooms);

    /// <summary>Everybody else who is in none of these rooms.</summary>
    public BroadcastOperator Except(params string[] rooms) => Broadcast.Except(rooms);
}
