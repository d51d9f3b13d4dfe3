namespace Parley.Dialects.Sockets;

/// <summary>
/// The sends of one connection: each takes its turn in the order in which it came, and no more than so many are under way. Shared by the
/// connection's handlers and the delivery loop, under its own lock.
/// </summary>
internal sealed class SendLane
{
    private const int Most = 32;

    private readonly Lock _gate = new();
    private Queue<TaskCompletionSource>? _waiting;
    private int _underWay;
    private bool _isTaken;

    /// <summary>Waits for one's turn, which ends with <see cref="Leave"/>. Nobody else's send gets in before.</summary>
    public ValueTask EnterAsync()
    {
        lock (_gate)
        {
            if (!_isTaken && _underWay < Most && _waiting is not { Count: > 0 })
            {
                _isTaken = true;
                return ValueTask.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= new Queue<TaskCompletionSource>()).Enqueue(turn);
            return new ValueTask(turn.Task);
        }
    }

    /// <summary>A send is about to be queued; to be ended by <see cref="Settled"/>.</summary>
    public void Started()
    {
        lock (_gate)
            _underWay++;
    }

    /// <summary>The turn is over: what was to be sent is queued, or refused.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _isTaken = false;
            Next();
        }
    }

    /// <summary>A send was answered.</summary>
    public void Settled()
    {
        lock (_gate)
        {
            _underWay--;
            Next();
        }
    }

    /// <summary>How many sends are under way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
                return _underWay;
        }
    }

    /// <summary>Whether nobody has a turn, waits for one or for an answer.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return !_isTaken && _underWay == 0 && _waiting is not { Count: > 0 };
        }
    }

    private void Next()
    {
        if (_isTaken || _underWay >= Most || _waiting is not { Count: > 0 } waiting)
            return;
        _isTaken = true;
        waiting.Dequeue().TrySetResult();
    }
}
