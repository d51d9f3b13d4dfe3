namespace Parley.Messages;

/// <summary>A send whose sender waits for the outcome: the form for request/answer surfaces.</summary>
public sealed class AwaitedSend : PendingSend
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once it is settled.</summary>
    public Task Done => _done.Task;

    /// <inheritdoc/>
    public override void Settled() => _done.TrySetResult();
}
