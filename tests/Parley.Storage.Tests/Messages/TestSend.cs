using Parley.Messages;

namespace Parley.Storage.Tests.Messages;

/// <summary>A send whose end a test can await.</summary>
internal sealed class TestSend : PendingSend
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public int TimesSettled { get; private set; }

    public override void Settled()
    {
        TimesSettled++;
        _done.TrySetResult();
    }
}
