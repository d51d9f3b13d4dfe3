namespace Parley.SocketIO.Engine;

/// <summary>Where a session is in its life; it only goes down this list.</summary>
internal enum SessionState : byte
{
    /// <summary>Messages go both ways.</summary>
    Open,

    /// <summary>What is queued still goes out, and then the word that it is over; nothing else.</summary>
    Closing,

    /// <summary>Gone.</summary>
    Closed,
}
