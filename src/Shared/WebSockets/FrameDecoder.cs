using System.Buffers;
using System.Text.Unicode;

namespace Parley.WebSockets;

/// <summary>
/// Makes messages of the bytes that a client sends: unmasks, joins fragments, holds the size limit while they are being joined, checks UTF-8.
/// Never throws for what a client sent. Buffers are pooled, grow only as bytes arrive (a head that announces megabytes costs nothing), and are
/// given back when they are empty. Owner: the one read loop of its connection.
/// </summary>
/// <param name="maxMessage">The longest message in bytes, all fragments together.</param>
/// <param name="budget">What buffers above 64 KiB are taken from; null: without bound.</param>
internal sealed class FrameDecoder(int maxMessage, InboundBudget? budget = null)
{
    private const int LargeFrom = 64 * 1024;
    private const int InitialBuffer = 4096;

    private byte[] _input = [];
    private int _start;
    private int _end;
    private long _skip;

    private byte[] _joined = [];
    private int _joinedLength;
    private long _taken; // of the budget
    private Opcode _joining; // Continuation: no fragmented message is under way
    private bool _isJoinedHandedOut;

    /// <summary>The longest message in bytes, all fragments together.</summary>
    public int MaxMessage { get; set; } = maxMessage;

    /// <summary>From now on only control frames matter: messages are passed over without being held.</summary>
    public bool IsDiscarding { get; set; }

    /// <summary>True while no received byte waits to be looked at: nothing is rented for input.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Where the next bytes are to be received; at least one byte long.</summary>
    public Memory<byte> Free()
    {
        if (_input.Length == 0)
            _input = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        else if (_end == _input.Length)
            MakeRoom();
        return _input.AsMemory(_end);
    }

    /// <summary>Bytes were received into <see cref="Free"/>.</summary>
    public void Filled(int count) => _end += count;

    /// <summary>The next message or control frame, if the bytes so far hold one.</summary>
    public DecodeStatus Read(out DecodedFrame frame)
    {
        frame = default;
        if (_isJoinedHandedOut)
            ReleaseJoined();
        while (true)
        {
            if (!PassOver())
                return NeedMore();
            var status = FrameHeader.TryRead(_input.AsSpan(_start, _end - _start), out var header);
            if (status == DecodeStatus.NeedMore)
                return NeedMore();
            if (status != DecodeStatus.Frame || IsOutOfSequence(header))
                return DecodeStatus.ProtocolError;

            var isControl = FrameHeader.IsControl(header.Opcode);
            if (!isControl && (IsDiscarding || header.PayloadLength > MaxMessage - _joinedLength))
            {
                PassOver(header);
                if (IsDiscarding)
                    continue;
                IsDiscarding = true;
                ReleaseJoined();
                return DecodeStatus.TooBig;
            }

            var isWhole = _end - _start - header.Length >= header.PayloadLength;
            if (!isControl && !TryReserve(header, isWhole))
            {
                PassOver(header);
                IsDiscarding = true;
                ReleaseJoined();
                return DecodeStatus.OverBudget;
            }

            if (!isWhole)
                return NeedMore();
            var payload = Take(header);
            if (isControl)
            {
                frame = new DecodedFrame(header.Opcode, payload);
                return DecodeStatus.Frame;
            }

            if (Join(header, payload) is { } message)
            {
                frame = message;
                return message.Opcode == Opcode.Text && !Utf8.IsValid(message.Payload.Span) ? DecodeStatus.InvalidUtf8 : DecodeStatus.Frame;
            }
        }
    }

    /// <summary>Gives the buffers back.</summary>
    public void Release()
    {
        ReleaseJoined();
        ReleaseInput();
    }

    // Before a buffer grows: the input's when it is full, the joined one's when a fragment doesn't fit.
    private bool TryReserve(FrameHeader header, bool isWhole)
    {
        if (!isWhole)
            return _start > 0 || _end < _input.Length || TryTake(_input.Length * 2L, _joined.Length);
        var needed = _joinedLength + header.PayloadLength;
        return (header.IsFinal && header.Opcode != Opcode.Continuation) || needed <= _joined.Length
            || TryTake(_input.Length, Math.Max(needed, _joined.Length * 2L));
    }

    private bool TryTake(long input, long joined)
    {
        if (budget is null)
            return true;
        var due = input + joined > LargeFrom ? input + joined : 0;
        if (!budget.TryTake(due - _taken))
            return false;
        _taken = due;
        return true;
    }

    private bool IsOutOfSequence(FrameHeader header) => header.Opcode switch
    {
        Opcode.Continuation => _joining == Opcode.Continuation,
        Opcode.Text or Opcode.Binary => _joining != Opcode.Continuation,
        _ => false,
    };

    private ReadOnlyMemory<byte> Take(FrameHeader header)
    {
        var payload = _input.AsMemory(_start + header.Length, (int)header.PayloadLength);
        Masking.Apply(payload.Span, header.Mask);
        _start += header.Length + payload.Length;
        return payload;
    }

    private DecodedFrame? Join(FrameHeader header, ReadOnlyMemory<byte> payload)
    {
        if (header.Opcode != Opcode.Continuation && header.IsFinal)
            return new DecodedFrame(header.Opcode, payload);

        if (header.Opcode != Opcode.Continuation)
            _joining = header.Opcode;
        var needed = _joinedLength + payload.Length;
        if (needed > _joined.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Min(_joined.Length * 2, MaxMessage)));
            _joined.AsSpan(0, _joinedLength).CopyTo(larger);
            Return(_joined);
            _joined = larger;
        }

        payload.Span.CopyTo(_joined.AsSpan(_joinedLength));
        _joinedLength = needed;
        if (!header.IsFinal)
            return null;
        var message = new DecodedFrame(_joining, _joined.AsMemory(0, _joinedLength));
        (_joining, _isJoinedHandedOut) = (Opcode.Continuation, true);
        return message;
    }

    // A message that is too big or not wanted: its fragments keep their order, its bytes are dropped as they come.
    private void PassOver(FrameHeader header)
    {
        if (header.Opcode != Opcode.Continuation)
            _joining = header.Opcode;
        if (header.IsFinal)
            _joining = Opcode.Continuation;
        (_start, _skip) = (_start + header.Length, header.PayloadLength);
    }

    private bool PassOver()
    {
        var skipped = (int)Math.Min(_skip, _end - _start);
        _start += skipped;
        _skip -= skipped;
        return _skip == 0 && _start < _end;
    }

    private DecodeStatus NeedMore()
    {
        if (IsEmpty)
            ReleaseInput();
        return DecodeStatus.NeedMore;
    }

    private void MakeRoom()
    {
        var waiting = _input.AsSpan(_start, _end - _start);
        if (_start > 0)
        {
            waiting.CopyTo(_input);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(_input.Length * 2);
            waiting.CopyTo(larger);
            Return(_input);
            _input = larger;
        }

        (_start, _end) = (0, _end - _start);
    }

    private void ReleaseInput()
    {
        Return(_input);
        (_input, _start, _end) = ([], 0, 0);
        TryTake(0, _joined.Length); // gives back
    }

    private void ReleaseJoined()
    {
        Return(_joined);
        (_joined, _joinedLength, _isJoinedHandedOut) = ([], 0, false);
        TryTake(_input.Length, 0); // gives back
    }

    private static void Return(byte[] rented)
    {
        if (rented.Length > 0)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
