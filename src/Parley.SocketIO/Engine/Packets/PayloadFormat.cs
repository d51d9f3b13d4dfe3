namespace Parley.SocketIO.Engine.Packets;

/// <summary>How several packets lie in one HTTP body.</summary>
internal enum PayloadFormat
{
    /// <summary>Version 4: joined by 0x1E, binary as <c>b</c> and base64.</summary>
    Separated,

    /// <summary>Version 3, text: each behind its length in UTF-16 units and a colon, binary as <c>b4</c> and base64.</summary>
    Counted,

    /// <summary>Version 3, bytes: each behind 0 or 1 (text or binary), its length's decimal digits as bytes 0 to 9, and 0xFF.</summary>
    CountedBinary,
}

/// <summary>What came of reading the next packet of a payload.</summary>
internal enum PayloadStatus
{
    /// <summary>A packet.</summary>
    Packet,

    /// <summary>There are no more.</summary>
    End,

    /// <summary>What follows is no packet.</summary>
    Bad,
}
