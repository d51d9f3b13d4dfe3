namespace Parley.Primitives;

/// <summary>
/// Looks at something again and again until it is disposed: what another node, or somebody at the database, has changed. A look that fails is told
/// and the next one comes all the same. Owner of the loop: this object; two looks of it never overlap.
/// </summary>
/// <param name="period">From one look to the next.</param>
/// <param name="look">Looks once.</param>
/// <param name="failed">Is told why a look failed.</param>
public sealed class Poll(TimeSpan period, Func<CancellationToken, Task> look, Action<Exception> failed, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins; the first look comes after a period.</summary>
    /// <param name="atOnce">It comes now.</param>
    public void Start(bool atOnce = false) => _loop = Task.Run(() => RunAsync(atOnce), CancellationToken.None);

    /// <summary>Ends, with the look that is under way cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(bool isDue)
    {
        using var timer = new PeriodicTimer(period, clock);
        for (; ; isDue = false)
        {
            try
            {
                if (!isDue && !await timer.WaitForNextTickAsync(_stop.Token))
                    return;
                await look(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException) // the loop goes on: what was seen last holds
            {
                failed(fault);
            }
        }
    }
}
