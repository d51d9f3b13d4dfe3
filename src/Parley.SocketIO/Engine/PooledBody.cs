using System.Buffers;

namespace Parley.SocketIO.Engine;

/// <summary>An HTTP body in a rented array that grows. Belongs to one request.</summary>
internal sealed class PooledBody : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was written.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>How much is rented.</summary>
    public int Capacity => _bytes.Length;

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(_length + count, _bytes.Length * 2), 1024));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
