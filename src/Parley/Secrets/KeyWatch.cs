using Microsoft.Extensions.Logging;
using Parley.Primitives;

namespace Parley.Secrets;

/// <summary>Reads the keys again every few seconds, so that one is replaced without a restart. Owner of what it last read: its loop.</summary>
/// <param name="read">Reads the ring as it is at a time, Unix ms.</param>
/// <param name="use">Puts a ring in the place of the one before.</param>
public sealed partial class KeyWatch(
    Func<long, KeyRing> read, IKeyFingerprintStore fingerprints, Action<KeyRing> use, TimeProvider clock, ILogger<KeyWatch> log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private Poll? _poll;
    private string _last = "";

    /// <summary>Begins.</summary>
    /// <param name="ring">What is in use.</param>
    public void Start(KeyRing ring)
    {
        _last = StateOf(ring);
        _poll = new Poll(Period, LookAsync, fault => LogFailed(fault.Message), clock); // goes on with the keys that it has
        _poll.Start();
    }

    /// <summary>Looks once.</summary>
    /// <returns>Whether something changed.</returns>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        var ring = read(clock.NowMs());
        var state = StateOf(ring);
        if (state == _last)
            return false;
        await ring.CheckAsync(fingerprints, cancel);
        use(ring);
        _last = state;
        LogChanged(ring.Signing.CurrentId, ring.CurrentFieldId);
        return true;
    }

    /// <summary>Ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_poll is not null)
            await _poll.DisposeAsync();
    }

    private static string StateOf(KeyRing ring) =>
        $"{ring.Signing.CurrentId} {ring.CurrentFieldId} {string.Join(' ', ring.Fingerprints().Select(print => $"{print.Name}={print.Fingerprint}"))}";

    [LoggerMessage(Level = LogLevel.Information, Message = "The keys were read anew: number {Signing} signs, number {Field} encrypts fields")]
    private partial void LogChanged(string signing, int field);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys could not be read anew: {Reason}")]
    private partial void LogFailed(string reason);
}
