using Parley.Dialects.Im;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Im;

public sealed class UnackedMessagesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ConversationId Here = new(1);
    private static readonly ConversationId There = new(2);

    private readonly Steps _clock = new();

    [Fact]
    public void What_is_not_acknowledged_is_sent_again_three_times()
    {
        var unacked = New();
        unacked.Sent(MessageOf(Here, 1), new byte[] { 1 });
        Assert.Empty(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue));
        for (var times = 0; times < 3; times++)
        {
            _clock.Advance(Timeout);
            Assert.Equal(1, Assert.Single(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue)).Span[0]);
            Assert.Empty(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue));
        }

        _clock.Advance(Timeout);
        Assert.Empty(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue));
        Assert.Null(unacked.Acked(IdOf(Here, 1))); // the store knows it
    }

    [Fact]
    public void An_acknowledgement_counts_for_all_before_it_in_its_conversation()
    {
        var unacked = New();
        for (var seq = 1; seq <= 3; seq++)
        {
            unacked.Sent(MessageOf(Here, seq), new byte[] { 1 });
            unacked.Sent(MessageOf(There, seq), new byte[] { 2 });
        }

        Assert.Equal((Here, 2L), unacked.Acked(IdOf(Here, 2)));
        _clock.Advance(Timeout);
        Assert.Equal([2, 2, 1, 2], unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue).Select(frame => (int)frame.Span[0]));
    }

    [Fact]
    public void Ones_own_messages_move_the_place_only_while_nothing_waits()
    {
        var unacked = New();
        Assert.Equal(0, unacked.Answered(Here, 1)); // the backlog may be on its way
        Assert.Equal((Here, 1L), Assert.Single(unacked.UpToDate()));
        Assert.Equal(2, unacked.Answered(Here, 2));
        unacked.Sent(MessageOf(Here, 3), new byte[] { 1 });
        Assert.Equal(0, unacked.Answered(Here, 4));
        Assert.Equal((Here, 4L), unacked.Acked(IdOf(Here, 3)));
    }

    [Fact]
    public void Acknowledged_messages_make_room()
    {
        var unacked = New();
        for (var seq = 1; seq <= UnackedMessages.MostKept * 2; seq++)
        {
            unacked.Sent(MessageOf(Here, seq), new byte[] { 1 });
            Assert.Equal((Here, (long)seq), unacked.Acked(IdOf(Here, seq)));
        }

        for (var seq = 1; seq <= UnackedMessages.MostKept + 5; seq++)
            unacked.Sent(MessageOf(There, seq), new byte[] { 2 });
        Assert.Null(unacked.Acked(IdOf(There, UnackedMessages.MostKept + 1)));
        _clock.Advance(Timeout);
        Assert.Equal(UnackedMessages.MostKept, unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue).Count);
    }

    [Fact]
    public void What_was_recalled_is_not_sent_again()
    {
        var unacked = New();
        for (var seq = 1; seq <= 3; seq++)
            unacked.Sent(MessageOf(Here, seq), new[] { (byte)seq });
        unacked.Withdraw(IdOf(Here, 2));
        unacked.Withdraw(IdOf(There, 9)); // was never here
        _clock.Advance(Timeout);
        Assert.Equal([1, 3], unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue).Select(frame => (int)frame.Span[0]));
        Assert.Null(unacked.Acked(IdOf(Here, 2))); // the store knows it
        Assert.Equal((Here, 3L), unacked.Acked(IdOf(Here, 3)));
    }

    [Fact]
    public void What_falls_due_at_once_is_taken_by_pieces()
    {
        var unacked = New();
        for (var seq = 1; seq <= 5; seq++)
            unacked.Sent(MessageOf(Here, seq), new byte[seq == 4 ? 50 : 10]);
        _clock.Advance(Timeout);
        Assert.Equal([2, 1, 1, 1, 0], Enumerable.Range(0, 5).Select(_ => unacked.TakeDue(_clock.GetTimestamp(), 25).Count));
    }

    [Fact]
    public void A_notice_to_all_is_sent_again_until_it_is_acknowledged_by_itself()
    {
        var unacked = New();
        unacked.Noticed(new MessageId(7), 1, new byte[] { 7 });
        unacked.Noticed(new MessageId(8), 2, new byte[] { 8 });
        Assert.Equal((default, 2L), unacked.Acked(new MessageId(8)));
        for (var times = 0; times < 3; times++)
        {
            _clock.Advance(Timeout);
            Assert.Equal(7, Assert.Single(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue)).Span[0]);
        }

        _clock.Advance(Timeout);
        Assert.Empty(unacked.TakeDue(_clock.GetTimestamp(), int.MaxValue));
        Assert.Equal((default, 1L), unacked.Acked(new MessageId(7))); // late, and it counts: it need not come at the next connection
    }

    private UnackedMessages New() => new(_clock, Timeout, 3);

    private static MessageId IdOf(ConversationId conversation, long seq) => new((conversation.Value * 1_000_000) + seq);

    private static Message MessageOf(ConversationId conversation, long seq) => new()
    {
        Id = IdOf(conversation, seq),
        ConversationId = conversation,
        Seq = seq,
        Rev = seq,
        SenderId = new UserId(1),
        Body = new MessageBody(MessageType.Text, "x"),
        CreatedAt = seq,
    };

    private sealed class Steps : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
