namespace Parley.WebSockets;

/// <summary>What came of looking at the bytes received so far.</summary>
internal enum DecodeStatus
{
    /// <summary>No whole message or control frame yet.</summary>
    NeedMore,

    /// <summary>A whole message or control frame.</summary>
    Frame,

    /// <summary>Not RFC 6455; nothing after it can be understood.</summary>
    ProtocolError,

    /// <summary>A message above the limit; the decoder passes over the rest of it.</summary>
    TooBig,

    /// <summary>A large message, while those of all connections hold too much; the decoder passes over the rest of it.</summary>
    OverBudget,

    /// <summary>A text message that is not UTF-8; what comes after it can be understood.</summary>
    InvalidUtf8,
}

/// <summary>A whole message (its fragments joined) or a control frame.</summary>
/// <param name="Opcode">Text, Binary, Close, Ping or Pong.</param>
/// <param name="Payload">Unmasked; good until the decoder is used again.</param>
internal readonly record struct DecodedFrame(Opcode Opcode, ReadOnlyMemory<byte> Payload);
