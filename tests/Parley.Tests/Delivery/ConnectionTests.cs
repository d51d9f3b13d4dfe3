using Parley.Accounts;
using Parley.Delivery;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tests.Delivery;

public sealed class ConnectionTests
{
    private static readonly ConversationId Talk = new(7);

    private readonly RecordingConnection _connection = new(
        new Account { Id = new(1), TenantId = new(1), Username = "u", DisplayName = "U", Role = Role.Customer }, "phone", new LineDialect());

    [Fact]
    public void What_is_sent_while_the_backlog_is_read_hides_none_of_it()
    {
        _connection.CloseGate();
        _connection.NoteBase(Talk, 0);
        _connection.NoteGiven(Message(3), isRepeatable: true); // its own, answered before the backlog has come so far
        _connection.Give(Message(4), Frame(4));
        foreach (var seq in new[] { 1, 2, 3 })
            _connection.GiveBacklog(Message(seq), Frame(seq));
        Assert.True(_connection.TryOpenGate(1 << 20));
        _connection.Give(Message(3), Frame(3));
        _connection.Give(Message(5), Frame(5));
        Assert.Equal([1, 2, 4, 5], _connection.Seqs(Talk));
    }

    [Fact]
    public void What_waited_leaves_in_pieces_and_in_order()
    {
        _connection.CloseGate();
        for (var seq = 1; seq <= 100; seq++)
            _connection.Give(Message(seq), Frame(seq));
        var pieces = 1;
        while (!_connection.TryOpenGate(100))
        {
            pieces++;
            if (pieces == 3)
                _connection.Give(Message(101), Frame(101));
        }

        Assert.True(pieces > 5);
        Assert.Equal(Enumerable.Range(1, 101).Select(seq => (long)seq), _connection.Seqs(Talk));
    }

    [Fact]
    public void More_than_may_wait_closes_the_connection_as_too_slow()
    {
        _connection.CloseGate();
        var frame = new byte[1 << 20];
        for (var seq = 1; seq <= 9; seq++)
            _connection.Give(Message(seq), frame);
        Assert.Equal(CloseReason.SlowConsumer, _connection.Closed);
    }

    private static byte[] Frame(long seq) => System.Text.Encoding.UTF8.GetBytes($"message {Talk} {seq} text");

    private static Message Message(long seq) => new()
    {
        Id = new(1000 + seq),
        ConversationId = Talk,
        Seq = seq,
        Rev = seq,
        SenderId = new(1),
        Body = new MessageBody(MessageType.Text, "text"),
        CreatedAt = seq,
    };
}
