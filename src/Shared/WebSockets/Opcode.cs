namespace Parley.WebSockets;

/// <summary>What a frame is (RFC 6455, 5.2).</summary>
internal enum Opcode : byte
{
    /// <summary>A further fragment of the message under way.</summary>
    Continuation = 0x0,

    /// <summary>UTF-8 text.</summary>
    Text = 0x1,

    /// <summary>Bytes.</summary>
    Binary = 0x2,

    /// <summary>The last frame of its direction.</summary>
    Close = 0x8,

    /// <summary>To be answered by a pong with the same payload.</summary>
    Ping = 0x9,

    /// <summary>The answer.</summary>
    Pong = 0xA,
}
