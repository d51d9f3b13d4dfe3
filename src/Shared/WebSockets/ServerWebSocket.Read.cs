namespace Parley.WebSockets;

internal abstract partial class ServerWebSocket
{
    /// <summary>Reads until the connection ends, whoever ends it. Called once.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ReadAsync();
            OnEnding(EndingCause.Client);
            await WhenWrittenAsync();
        }
        catch (Exception fault) when (IsLost(fault))
        {
            // The client is gone: there is nobody to tell.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: one connection's fault must not be another's
        {
            Close(CloseCode.InternalError, "internal_error");
            OnFault(fault);
            await WhenWrittenAsync();
        }
        finally
        {
            _decoder.Release();
            Stop();
            OnEnded();
        }
    }

    /// <summary>All that came in one read is handled, or its handling waits. Called on the thread that handled it.</summary>
    protected virtual void EndBatch() => Flush();

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                if (_isClosing)
                    _decoder.IsDiscarding = true;
                var status = _decoder.Read(out var frame);
                switch (status)
                {
                    case DecodeStatus.NeedMore:
                        EndBatch(); // the answers to all that came in one read leave in one write
                        if (_decoder.IsEmpty) // waits with an empty read, so that only a connection that has something to say holds a buffer
                            _ = await _stream.ReadAsync(Memory<byte>.Empty);
                        var received = await _stream.ReadAsync(_decoder.Free());
                        if (received == 0)
                            return;
                        _decoder.Filled(received);
                        break;
                    case DecodeStatus.Frame when frame.Opcode == Opcode.Close:
                        AnswerClose(frame.Payload.Span);
                        return;
                    case DecodeStatus.Frame:
                        var handling = DispatchAsync(frame);
                        if (!handling.IsCompleted)
                            EndBatch();
                        await handling;
                        break;
                    default:
                        Refuse(status);
                        if (status != DecodeStatus.ProtocolError)
                            break;
                        EndBatch();
                        await DrainAsync();
                        return;
                }
            }
        }
        finally
        {
            EndBatch(); // on the thread that handled, whatever ended it
        }
    }

    private void Refuse(DecodeStatus status)
    {
        switch (status)
        {
            case DecodeStatus.TooBig:
                Close(CloseCode.TooBig, "frame_too_big");
                break;
            case DecodeStatus.OverBudget:
                Close(CloseCode.TryAgainLater, "busy");
                break;
            case DecodeStatus.InvalidUtf8:
                Close(CloseCode.InvalidPayload, "invalid_utf8");
                break;
            default:
                Close(CloseCode.ProtocolError, "protocol_error");
                break;
        }

        OnEnding(EndingCause.Violation);
    }

    private ValueTask DispatchAsync(DecodedFrame frame)
    {
        switch (frame.Opcode)
        {
            case Opcode.Text when !_isClosing:
                return OnTextAsync(frame.Payload);
            case Opcode.Binary when !_isClosing:
                return OnBinaryAsync(frame.Payload);
            case Opcode.Ping:
                Enqueue(Frames.Build(Opcode.Pong, frame.Payload.Span));
                return ValueTask.CompletedTask;
            case Opcode.Pong when Frames.PongNumber(frame.Payload.Span) is { } number:
                OnPong(number);
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private void AnswerClose(ReadOnlySpan<byte> payload)
    {
        switch (Frames.CheckClose(payload))
        {
            case DecodeStatus.Frame:
                Close(Frames.Build(Opcode.Close, payload.Length >= 2 ? payload[..2] : []), dropQueued: false);
                break;
            case DecodeStatus.InvalidUtf8:
                Close(CloseCode.InvalidPayload, "invalid_utf8");
                break;
            default:
                Close(CloseCode.ProtocolError, "protocol_error");
                break;
        }
    }

    // Closing a socket with unread bytes resets it, and the client would not see why: what it still sends is read and dropped, until the
    // client goes or has had the time to read it.
    private async Task DrainAsync()
    {
        using var patience = new CancellationTokenSource(DrainTimeout, Clock);
        var dropped = new byte[1024];
        while (await _stream.ReadAsync(dropped, patience.Token) > 0)
        {
        }
    }
}
