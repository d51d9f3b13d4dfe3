using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Bans;

/// <summary>
/// The devices that may not connect, as this node goes by them. A background loop asks every second whether they have changed, and closes what
/// is connected from one. Owner of the table: the loop, which puts a whole new one in place of the old.
/// </summary>
public sealed partial class DeviceBans(IBanStore store, ConnectionRegistry registry, TimeProvider clock, ILogger<DeviceBans> log) : IAsyncDisposable
{
    /// <summary>
    /// From so many characters on a device's name was made up to be its own, and a ban of it holds for everybody who comes with it; a shorter one
    /// ('phone') is many people's, and is banned for the one person.
    /// </summary>
    public const int OwnName = 16;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile FrozenDictionary<(TenantId, string), Ban[]> _bans = FrozenDictionary<(TenantId, string), Ban[]>.Empty;
    private long _version;
    private Poll? _poll;

    /// <summary>Reads them, and starts to follow their changes.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        _poll = new Poll(Period, RefreshAsync, LogFailed, clock);
        _poll.Start();
    }

    /// <summary>Why a person may not come with a device, or null. Those who look after a tenant are kept out by a ban of their own only.</summary>
    public Refusal? RefusalOf(Account account, string? device)
    {
        if (device is null || _bans.Count == 0 || !_bans.TryGetValue((account.TenantId, device), out var bans))
            return null;
        var now = clock.NowMs();
        var ban = Array.Find(bans, ban => ban.HoldsAt(now) && (ban.UserId == account.Id || (device.Length >= OwnName && account.Role < Role.Agent)));
        return ban is null
            ? null
            : new Refusal(ChatError.Banned, Reason: ban.Reason, RetryAfter: ban.Until is { } until ? TimeSpan.FromMilliseconds(until - now) : null);
    }

    /// <summary>Why somebody who is not known yet may not come with a device, or null.</summary>
    public Refusal? RefusalOf(TenantId tenant, string? device) =>
        RefusalOf(new Account { Id = default, TenantId = tenant, Username = "", DisplayName = "", Role = Role.Customer }, device);

    /// <summary>Reads them anew if they have changed, and closes what may not be connected: called by whoever has just changed them.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            var version = await store.ReadDevicesVersionAsync(cancel);
            if (version != _version)
            {
                var bans = await store.ReadDevicesAsync(clock.NowMs(), cancel);
                _bans = bans.GroupBy(ban => (ban.TenantId, ban.Device!)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
                _version = version;
            }
        }
        finally
        {
            _reading.Release();
        }

        Sweep();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
        _reading.Dispose();
    }

    // Each time: one may have come in between its check and its place among the connected.
    private void Sweep()
    {
        if (_bans.Count == 0)
            return;
        foreach (var connection in registry.All.Where(connection => RefusalOf(connection.Account, connection.Device) is not null))
            connection.Close(CloseReason.Banned);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bans of devices could not be read; those known hold")]
    private partial void LogFailed(Exception fault);
}
