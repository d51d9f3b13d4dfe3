namespace Parley.SocketIO.Packets;

/// <summary>
/// The attachments of the packet whose arguments are being read on this thread: where the converters find the bytes that a placeholder
/// stands for. Reading is never awaited, so a thread's own variable is enough.
/// </summary>
internal readonly ref struct AttachmentScope
{
    [ThreadStatic]
    private static IReadOnlyList<ReadOnlyMemory<byte>>? _current;

    private readonly IReadOnlyList<ReadOnlyMemory<byte>>? _outer;

    public AttachmentScope(IReadOnlyList<ReadOnlyMemory<byte>>? attachments)
    {
        _outer = _current;
        _current = attachments;
    }

    /// <summary>Those of the innermost scope.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Current => _current;

    /// <summary>The bytes of a placeholder; false when there are none of that number.</summary>
    public static bool TryGet(int number, out ReadOnlyMemory<byte> bytes)
    {
        var isThere = _current is { } attachments && (uint)number < (uint)attachments.Count;
        bytes = isThere ? _current![number] : default;
        return isThere;
    }

    /// <summary>Ends the scope.</summary>
    public void Dispose() => _current = _outer;
}
