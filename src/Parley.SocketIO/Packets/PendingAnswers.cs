using Parley.SocketIO.Adapters;

namespace Parley.SocketIO.Packets;

/// <summary>
/// The answers to one broadcast: as many as clients were sent to, on as many servers as there are. Who goes without an answer leaves the
/// rest to the time-out. State behind its own lock.
/// </summary>
internal sealed class PendingAnswers : PendingAck, IBroadcastAcks
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<IReadOnlyList<Arguments>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Arguments> _answers = [];
    private int _servers = -1;
    private int _heard;
    private int _expected;

    /// <summary>Ends with all answers.</summary>
    public Task<IReadOnlyList<Arguments>> Task => _done.Task;

    /// <summary>How many servers' clients are asked.</summary>
    public void ExpectServers(int count)
    {
        lock (_gate)
            _servers = count;
        EndIfWhole();
    }

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public void Sent(int clients)
    {
        lock (_gate)
        {
            _expected += clients;
            _heard++;
        }

        EndIfWhole();
    }

    /// <inheritdoc/>
    public override void Answered(Arguments answer)
    {
        lock (_gate)
            _answers.Add(answer);
        EndIfWhole();
    }

    /// <inheritdoc/>
    public override void Gone()
    {
        // Its answer will be missing, and the time-out says so.
    }

    /// <inheritdoc/>
    protected internal override void OnElapsed()
    {
        IReadOnlyList<Arguments> answers;
        lock (_gate)
            answers = [.. _answers];
        _done.TrySetException(new AckTimeoutException { Responses = answers });
    }

    private void EndIfWhole()
    {
        IReadOnlyList<Arguments> answers;
        lock (_gate)
        {
            if (_heard != _servers || _answers.Count < _expected)
                return;
            answers = [.. _answers];
        }

        _done.TrySetResult(answers);
    }
}
