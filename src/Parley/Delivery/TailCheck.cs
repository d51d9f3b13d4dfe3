using Microsoft.Extensions.Logging;

namespace Parley.Delivery;

/// <summary>
/// Has the fan-out look for missed changes every few seconds, where there are other nodes to miss them from; and once after the start anywhere, since
/// what a killed process had sent to its database may be committed after its end.
/// </summary>
public sealed partial class TailCheck(Fanout fanout, IBackplane backplane, DeliveryOptions options, TimeProvider clock, ILogger<TailCheck> log)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins to look.</summary>
    public void Start() => _loop = Task.Run(CheckAsync, CancellationToken.None);

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task CheckAsync()
    {
        var isFirst = true;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.TailCheckSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (isFirst || backplane.HasPeers)
                    fanout.CheckTails();
                isFirst = false;
            }
        }
        catch (OperationCanceledException)
        {
            LogStopped();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The tail check has ended")]
    private partial void LogStopped();
}
