using System.Buffers;

namespace Parley.WebSockets;

internal abstract partial class ServerWebSocket
{
    private const int MaxBatch = 64 * 1024;
    private const int WholeFrame = 8 * 1024; // from here on a frame is written as it lies

    private const int EntryOverhead = 64; // what a waiting entry takes beside its bytes, about: small frames are not free

    private FrameQueue _queue;
    private int _queuedBytes;
    private bool _isWriting;
    private bool _isStopped;
    private TaskCompletionSource? _written;

    /// <summary>
    /// Queues whole frames (one array may hold several). Never blocks, never throws; past the bound the connection closes with 1013. A single
    /// entry may be larger than the bound when nothing else waits. Nothing is written before <see cref="Flush"/>.
    /// </summary>
    public void Enqueue(ReadOnlyMemory<byte> frames)
    {
        if (frames.IsEmpty)
            return;
        lock (_gate)
        {
            if (_isClosing || _isStopped)
                return;
            if (_queuedBytes == 0 || _queuedBytes + (_queue.Count * EntryOverhead) + frames.Length <= _maxQueued)
            {
                Append(frames);
                return;
            }
        }

        Close(Frames.Close(CloseCode.TryAgainLater, "slow_consumer"), dropQueued: true);
        OnEnding(EndingCause.SlowConsumer);
    }

    /// <summary>Starts to write what is queued, unless a write is under way, which takes it along. Returns at the first wait.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isWriting || _isStopped || _queuedBytes == 0)
                return;
            _isWriting = true;
        }

        _ = WriteAsync();
    }

    /// <summary>Ends when everything queued was handed to the network, or never will be.</summary>
    public Task WhenWrittenAsync()
    {
        lock (_gate)
        {
            if (_isStopped || (!_isWriting && _queuedBytes == 0))
                return Task.CompletedTask;
            _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _written.Task;
        }
    }

    private async Task WriteAsync()
    {
        byte[]? buffer = null;
        try
        {
            while (TakeBatch(ref buffer) is { IsEmpty: false } batch)
                await _stream.WriteAsync(batch);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: whatever broke the write, the connection is over
        {
            if (!IsLost(fault))
                OnFault(fault);
            Stop();
            Abort();
            OnEnding(EndingCause.Client);
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Many small frames become one write.
    private ReadOnlyMemory<byte> TakeBatch(ref byte[]? buffer)
    {
        TaskCompletionSource? written;
        lock (_gate)
        {
            if (_queue.TryPeek(out var first))
                return TakeQueued(first, ref buffer);
            _isWriting = false;
            _queue.Trim();
            (written, _written) = (_written, null);
        }

        written?.TrySetResult();
        return default;
    }

    private ReadOnlyMemory<byte> TakeQueued(ReadOnlyMemory<byte> first, ref byte[]? buffer)
    {
        if (_queue.Count == 1 || first.Length >= WholeFrame)
        {
            _queuedBytes -= first.Length;
            return _queue.Dequeue();
        }

        buffer ??= ArrayPool<byte>.Shared.Rent(Math.Min(_queuedBytes, MaxBatch));
        var length = 0;
        while (_queue.TryPeek(out var next) && next.Length <= buffer.Length - length)
        {
            next.Span.CopyTo(buffer.AsSpan(length));
            length += next.Length;
            _queue.Dequeue();
        }

        if (length == 0)
        {
            length = first.Length;
            _queuedBytes -= length;
            return _queue.Dequeue();
        }

        _queuedBytes -= length;
        return buffer.AsMemory(0, length);
    }

    private void Append(ReadOnlyMemory<byte> frames)
    {
        _queue.Enqueue(frames);
        _queuedBytes += frames.Length;
    }

    private void DropQueued()
    {
        _queue.Clear();
        _queuedBytes = 0;
    }

    private void Stop()
    {
        TaskCompletionSource? written;
        lock (_gate)
        {
            _isStopped = true;
            DropQueued();
            (written, _written) = (_written, null);
        }

        written?.TrySetResult();
    }
}
