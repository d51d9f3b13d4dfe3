using System.Diagnostics;
using System.Globalization;
using Parley.Accounts;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.StoreBench;

/// <summary>A virtual sender with one send in flight, which walks through its conversations.</summary>
internal sealed class Sender(IMessageStore store, (ConversationId Conversation, Account Person)[] seats, int first, Tally tally)
{
    private static readonly RateLimit Rate = new("Bench", 0, 1, TimeSpan.FromSeconds(1), 1);
    private static readonly byte[] Fingerprint = new byte[16];

    private readonly string _name = first.ToString("x", CultureInfo.InvariantCulture);
    private int _at = first;
    private int _sent;

    public void Next()
    {
        var (conversation, person) = seats[_at];
        _at = (_at + 7919) % seats.Length;
        var send = new BenchSend(this)
        {
            ConversationId = conversation,
            Sender = person,
            Body = new MessageBody(MessageType.Text, "The quick brown fox jumps over the lazy dog, and again it does."),
            TempId = string.Create(CultureInfo.InvariantCulture, $"{_name}-{++_sent:x}"),
            Policy = ContactPolicy.Open,
            Rate = Rate,
            Fingerprint = Fingerprint,
        };
        if (!store.TryEnqueue(send))
            throw new InvalidOperationException("The queue is full.");
    }

    public void Settled(BenchSend send)
    {
        if (send.Refusal is { } refusal)
            throw new InvalidOperationException($"Refused: {refusal}");
        tally.Add(Stopwatch.GetElapsedTime(send.StartedAt));
        if (!tally.IsOver)
            Next();
    }
}
