using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Tenants;

/// <summary>
/// Which tenants are suspended, known without asking the store: every use asks. Each node reads the few anew every second; the set is replaced
/// as a whole, and whoever reads it sees one or the other.
/// </summary>
public sealed partial class SuspendedTenants(ITenantStore store, TimeProvider clock, ILogger<SuspendedTenants> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private HashSet<TenantId> _suspended = [];
    private Poll? _poll;

    /// <summary>A tenant was found to be suspended that was not before. Handlers must be quick and throw nothing.</summary>
    public event Action<TenantId>? Suspended;

    /// <summary>Whether it is suspended.</summary>
    public bool Contains(TenantId tenant) => Volatile.Read(ref _suspended).Contains(tenant);

    /// <summary>Reads them, and goes on doing so.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        _poll = new Poll(Period, RefreshAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>Reads them anew.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        var now = (await store.ListSuspendedAsync(cancel)).ToHashSet();
        var before = Interlocked.Exchange(ref _suspended, now);
        foreach (var tenant in now.Except(before))
            Suspended?.Invoke(tenant);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The suspended tenants could not be read")]
    private partial void LogFailed(Exception fault);
}
