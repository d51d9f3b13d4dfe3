using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Files;

/// <summary>
/// Deletes uploads that no message has had for a day and that are nobody's picture, and drafts that a crash left. At the start and every ten minutes; every node does it, and
/// doing it twice does no harm.
/// </summary>
public sealed partial class FileSweeper(IFileStore store, IBlobStore blobs, FilesOptions options, TimeProvider clock, ILogger<FileSweeper> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>Does one whole round; returns how many files and drafts went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = clock.NowMs();

        // No draft that is still written to is older than an upload may take.
        var deleted = await blobs.DeleteDraftsAsync(now - (2 * (long)options.UploadTimeout.TotalMilliseconds), cancel);
        while (await store.CondemnAsync(now - (long)options.UnusedLife.TotalMilliseconds, cancel) is { Count: > 0 } due)
        {
            foreach (var id in due)
                await blobs.DeleteAsync(id, cancel);
            await store.ForgetAsync(due, cancel);
            deleted += due.Count;
        }

        return deleted;
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
                await TrySweepAsync();
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task TrySweepAsync()
    {
        try
        {
            var deleted = await SweepAsync(_stop.Token);
            if (deleted > 0)
                LogSwept(deleted);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} unused files deleted")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unused files could not be deleted; trying again in ten minutes")]
    private partial void LogFailed(Exception fault);
}
