namespace Parley.SocketIO.Packets;

/// <summary>What a Socket.IO packet is: the digit that it begins with.</summary>
internal enum PacketType : byte
{
    /// <summary>Into a namespace, and the answer.</summary>
    Connect = 0,

    /// <summary>Out of a namespace.</summary>
    Disconnect = 1,

    /// <summary>An event.</summary>
    Event = 2,

    /// <summary>The answer to an event.</summary>
    Ack = 3,

    /// <summary>Not into a namespace.</summary>
    ConnectError = 4,

    /// <summary>An event with attachments.</summary>
    BinaryEvent = 5,

    /// <summary>An answer with attachments.</summary>
    BinaryAck = 6,
}
