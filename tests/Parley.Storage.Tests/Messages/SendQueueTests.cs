using Parley.Accounts;
using Parley.Primitives;
using Parley.Storage.Messages;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

public sealed class SendQueueTests
{
    private static readonly Account Ann = new()
    {
        Id = new UserId(1),
        TenantId = new TenantId(1),
        Username = "ann",
        DisplayName = "Ann",
        Role = Role.Customer,
    };

    private readonly ManualClock _clock = new();
    private readonly List<QueuedWrite> _batch = [];

    [Fact]
    public void It_is_bounded_by_memory_until_writes_are_delivered()
    {
        var queue = new SendQueue(new SendQueueOptions { MaxBytes = 5000 }, _clock);
        var (big, other) = (Send(1, new string('x', 2000)), Send(1, new string('y', 2000)));

        Assert.True(queue.TryEnqueue(big));
        Assert.False(queue.TryEnqueue(other));
        queue.Take(_batch);
        Assert.False(queue.TryEnqueue(other)); // in the writer's hands it still counts
        queue.Release(big);
        Assert.True(queue.TryEnqueue(other));
    }

    [Fact]
    public async Task What_is_queued_when_it_stops_is_still_taken_and_nothing_more_comes_in()
    {
        var queue = new SendQueue(new SendQueueOptions(), _clock);
        var waiting = queue.WaitAsync();
        Assert.False(waiting.IsCompleted);
        Assert.True(queue.TryEnqueue(Send(1)));
        Assert.True(await waiting);
        queue.Stop();

        Assert.False(queue.TryEnqueue(Send(1)));
        Assert.True(await queue.WaitAsync());
        queue.Take(_batch);
        Assert.Single(_batch);
        Assert.False(await queue.WaitAsync());
    }

    [Fact]
    public void A_batch_holds_at_most_256_and_what_comes_back_stands_at_the_head()
    {
        var queue = new SendQueue(new SendQueueOptions(), _clock);
        var sends = Enumerable.Range(0, 300).Select(i => Send(i)).ToArray();
        foreach (var send in sends)
            Assert.True(queue.TryEnqueue(send));

        Assert.False(queue.Take(_batch));
        Assert.Equal(sends[..256], _batch.Select(write => write.Write));
        queue.GiveBack([_batch[3], _batch[9]]);
        _batch.Clear();
        queue.Take(_batch);
        Assert.Equal([sends[3], sends[9], .. sends[256..]], _batch.Select(write => write.Write));
    }

    [Fact]
    public void Held_writes_take_half_of_a_batch_and_none_of_their_conversation_overtakes_them()
    {
        var queue = new SendQueue(new SendQueueOptions(), _clock);
        foreach (var send in Enumerable.Range(0, 256).Select(_ => Send(1)))
            queue.TryEnqueue(send);
        queue.Take(_batch);
        queue.GiveBack(_batch);
        var (late, free) = (Send(1), Send(2));
        queue.TryEnqueue(late);
        queue.TryEnqueue(free);

        var first = _batch.Select(write => write.Write).ToArray();
        _batch.Clear();
        queue.Take(_batch);
        Assert.Equal([.. first[..128], free], _batch.Select(write => write.Write));
        _batch.Clear();
        queue.Take(_batch);
        Assert.Equal([.. first[128..]], _batch.Select(write => write.Write));
        _batch.Clear();
        queue.Take(_batch);
        Assert.Equal([late], _batch.Select(write => write.Write));
    }

    [Fact]
    public void After_three_passes_a_write_gets_a_batch_that_waits_for_its_lock()
    {
        var queue = new SendQueue(new SendQueueOptions(), _clock);
        queue.TryEnqueue(Send(1));
        queue.TryEnqueue(Send(2));
        queue.Take(_batch);
        queue.GiveBack([_batch[0] with { Passes = 2 }, _batch[1] with { Passes = 3 }]);
        var second = _batch[1].Write;
        _batch.Clear();

        Assert.True(queue.Take(_batch));
        Assert.Equal(second, Assert.Single(_batch).Write);
        _batch.Clear();
        Assert.False(queue.Take(_batch));
        Assert.Single(_batch);
    }

    [Fact]
    public void Overdue_writes_are_found_wherever_they_stand()
    {
        var queue = new SendQueue(new SendQueueOptions(), _clock);
        var (held, fresh, young) = (Send(1), Send(2), Send(3));
        queue.TryEnqueue(held);
        queue.Take(_batch);
        queue.GiveBack(_batch);
        queue.TryEnqueue(fresh);
        _clock.Advance(TimeSpan.FromSeconds(11));
        queue.TryEnqueue(young);

        var overdue = new List<QueuedWrite>();
        queue.TakeOverdue(_clock.GetTimestamp() - (10 * _clock.TimestampFrequency), overdue);
        _batch.Clear();
        queue.Take(_batch);

        Assert.Equal([held, fresh], overdue.Select(write => write.Write));
        Assert.Equal(young, Assert.Single(_batch).Write);
    }

    private static TestSend Send(int conversation, string text = "") => ChatWorld.Send(new ConversationId(conversation), Ann, text);
}
