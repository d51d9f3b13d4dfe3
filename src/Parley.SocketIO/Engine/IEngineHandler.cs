namespace Parley.SocketIO.Engine;

/// <summary>What sits on a session: Socket.IO's <c>Client</c>, or a test's echo.</summary>
internal interface IEngineHandler
{
    /// <summary>A text message; its bytes are good until the task ends. In order, one at a time: the next waits for it.</summary>
    ValueTask OnTextAsync(ReadOnlyMemory<byte> utf8);

    /// <summary>A binary message, likewise.</summary>
    ValueTask OnBinaryAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>The session ended. Once; never throws. No message is handed over after it, though one may still be in hand.</summary>
    void OnClosed(DisconnectReason reason);
}
