using System.Collections.Concurrent;
using System.Text;
using Parley.Accounts;
using Parley.Delivery;

namespace Parley.Tests.Delivery;

/// <summary>Says each event as a line of text.</summary>
internal sealed class LineDialect : IDialect
{
    public string Name => "line";

    public int Encoded { get; private set; }

    public ReadOnlyMemory<byte> Encode(OutboundEvent outbound)
    {
        Encoded++;
        var line = outbound switch
        {
            MessageSent e => $"message {e.Message.ConversationId} {e.Message.Seq} {e.Message.Body.Text}",
            MessageRecalled e => $"recalled {e.Message.Seq}",
            PointersMoved e => "pointers " + string.Join(",", e.Participants.Select(p => $"{p.UserId}:{p.ReadSeq}/{p.DeliveredSeq}")),
            PresenceChanged e => $"presence {e.UserId} {e.Status}",
            TypingChanged e => $"typing {e.UserId} {e.IsTyping}",
            GroupChanged e => $"group {e.Change}",
            _ => outbound.GetType().Name,
        };
        return Encoding.UTF8.GetBytes(line);
    }
}

/// <summary>A connection that keeps the lines it was given.</summary>
internal sealed class RecordingConnection(Account account, string device, IDialect dialect, object? carrier = null) : Connection(account, device, dialect)
{
    private readonly ConcurrentQueue<string> _lines = new();

    public CloseReason? Closed { get; private set; }

    public override object Carrier => carrier ?? base.Carrier;

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The seqs of the messages given in one conversation, in order.</summary>
    public IReadOnlyList<long> Seqs(Parley.Primitives.ConversationId conversation) =>
        [.. _lines.Where(line => line.StartsWith($"message {conversation} ", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ')[2]))];

    public override void Enqueue(ReadOnlyMemory<byte> frame) => _lines.Enqueue(Encoding.UTF8.GetString(frame.Span));

    public override void Flush()
    {
    }

    public override void Close(CloseReason reason) => Closed = reason;
}
