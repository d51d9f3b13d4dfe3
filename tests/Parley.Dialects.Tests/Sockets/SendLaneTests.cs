using Parley.Dialects.Sockets;

namespace Parley.Dialects.Tests.Sockets;

public sealed class SendLaneTests
{
    private readonly SendLane _lane = new();

    [Fact]
    public async Task Turns_come_in_the_order_in_which_they_were_asked_for()
    {
        await _lane.EnterAsync();
        Task[] turns = [.. Enumerable.Range(0, 5).Select(_ => _lane.EnterAsync().AsTask())];
        for (var i = 0; i < turns.Length; i++)
        {
            Assert.All(turns[i..], turn => Assert.False(turn.IsCompleted));
            _lane.Leave();
            Assert.True(turns[i].IsCompletedSuccessfully);
        }

        _lane.Leave();
        Assert.True(_lane.EnterAsync().AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_comes_while_others_wait_waits_behind_them()
    {
        await _lane.EnterAsync();
        var second = _lane.EnterAsync().AsTask();
        _lane.Leave();
        var third = _lane.EnterAsync().AsTask();
        Assert.True(second.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        _lane.Leave();
        Assert.True(third.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task No_more_than_32_are_under_way_and_each_answer_lets_the_next_one_in()
    {
        for (var i = 0; i < 32; i++)
            await SendAsync();
        Assert.Equal(32, _lane.UnderWay);
        var (next, last) = (SendAsync(), SendAsync());
        Assert.False(next.IsCompleted);

        _lane.Settled();
        await next;
        Assert.False(last.IsCompleted);
        _lane.Settled();
        await last;
        Assert.Equal(32, _lane.UnderWay);
    }

    [Fact]
    public async Task A_turn_that_sent_nothing_takes_no_place()
    {
        for (var i = 0; i < 100; i++)
        {
            await _lane.EnterAsync();
            _lane.Leave();
        }

        Assert.Equal(0, _lane.UnderWay);
    }

    [Fact]
    public async Task It_is_idle_when_nobody_is_in_waits_or_is_unanswered()
    {
        Assert.True(_lane.IsIdle);
        await _lane.EnterAsync();
        var next = _lane.EnterAsync().AsTask();
        _lane.Leave();
        await next;
        Assert.False(_lane.IsIdle); // the next one's turn
        _lane.Started();
        _lane.Leave();
        Assert.False(_lane.IsIdle);
        _lane.Settled();
        Assert.True(_lane.IsIdle);
    }

    [Fact]
    public async Task Any_number_of_threads_may_send_at_once()
    {
        var (inside, most, sent) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var answers = new List<Task>();
            for (var i = 0; i < 500; i++)
            {
                await _lane.EnterAsync();
                Assert.Equal(1, Interlocked.Increment(ref inside));
                _lane.Started();
                most = Math.Max(most, _lane.UnderWay); // one at a time is here
                Interlocked.Increment(ref sent);
                Interlocked.Decrement(ref inside);
                _lane.Leave();
                answers.Add(Task.Run(_lane.Settled));
            }

            await Task.WhenAll(answers);
        })));
        Assert.Equal((4000, 0, true), (sent, _lane.UnderWay, _lane.IsIdle));
        Assert.InRange(most, 1, 32);
    }

    private async Task SendAsync()
    {
        await _lane.EnterAsync();
        _lane.Started();
        _lane.Leave();
    }
}
