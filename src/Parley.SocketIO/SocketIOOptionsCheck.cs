using Microsoft.Extensions.Options;

namespace Parley.SocketIO;

/// <summary>Names the first option that is out of its range.</summary>
internal sealed class SocketIOOptionsCheck : IValidateOptions<SocketIOOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SocketIOOptions options)
    {
        var fault = Within(nameof(options.PingInterval), options.PingInterval, Shortest, Hour)
            ?? Within(nameof(options.PingTimeout), options.PingTimeout, Shortest, Hour)
            ?? Within(nameof(options.MaxPayload), options.MaxPayload, 1_000, 256 << 20)
            ?? Within(nameof(options.UpgradeTimeout), options.UpgradeTimeout, Shortest, TenMinutes)
            ?? Within(nameof(options.ConnectTimeout), options.ConnectTimeout, Shortest, TenMinutes)
            ?? Within(nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, 64 << 10, int.MaxValue)
            ?? Within(nameof(options.VolatileThreshold), options.VolatileThreshold, 0, int.MaxValue)
            ?? Within(nameof(options.MaxInboundBytes), options.MaxInboundBytes, 1L << 20, long.MaxValue)
            ?? Within(nameof(options.MaxAttachments), options.MaxAttachments, 0, 1_000)
            ?? Within(nameof(options.MaxNamespacesPerConnection), options.MaxNamespacesPerConnection, 1, 100_000)
            ?? Within(nameof(options.MaxPendingEvents), options.MaxPendingEvents, 1, 100_000)
            ?? Within(nameof(options.AckTimeout), options.AckTimeout, TimeSpan.FromMilliseconds(1), Hour)
            ?? (options.Transports is not (Transports.Polling or Transports.WebSocket or Transports.All)
                ? "SocketIOOptions.Transports must name at least one transport." : null)
            ?? Check(options.Recovery);
        return fault is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(fault);
    }

    private static string? Check(RecoveryOptions? recovery) => recovery is null ? null
        : Within("Recovery.MaxDisconnection", recovery.MaxDisconnection, TimeSpan.FromSeconds(1), Hour)
            ?? Within("Recovery.MaxBytes", recovery.MaxBytes, 0, long.MaxValue)
            ?? Within("Recovery.MaxSessions", recovery.MaxSessions, 1, int.MaxValue);

    private static string? Within<T>(string key, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? $"SocketIOOptions.{key} is {value}; it must be from {least} to {most}." : null;
}
