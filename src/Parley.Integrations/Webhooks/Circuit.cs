using Parley.Webhooks;

namespace Parley.Integrations.Webhooks;

/// <summary>
/// A webhook's circuit while its job is under way: after so many failures in a row it opens, and nothing is sent for a while; then one delivery at a
/// time, and each further failure opens it for longer. Owner: the job, under its own lock.
/// </summary>
internal sealed class Circuit(Webhook webhook, WebhooksOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();

    public int Failures { get; private set; } = webhook.Failures;

    public long OpenUntil { get; private set; } = webhook.OpenUntil;

    /// <summary>How many may be under way.</summary>
    public int Width => Failures >= options.CircuitFailures ? 1 : 4;

    public bool IsOpenAt(long now) => OpenUntil > now;

    /// <summary>Notes an attempt; returns the state after it.</summary>
    public (int Failures, long OpenUntil) Note(bool isOk, long now)
    {
        lock (_gate)
        {
            Failures = isOk ? 0 : Failures + 1;
            if (isOk)
                OpenUntil = 0;
            else if (Failures >= options.CircuitFailures)
                OpenUntil = now + (long)PauseAfter(Failures - options.CircuitFailures).TotalMilliseconds;
            return (Failures, OpenUntil);
        }
    }

    private TimeSpan PauseAfter(int more)
    {
        var pause = options.CircuitPause * Math.Pow(2, Math.Min(more, 20));
        return pause < LongestPause ? pause : LongestPause;
    }
}
