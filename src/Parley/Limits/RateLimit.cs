using Parley.Configuration;

namespace Parley.Limits;

/// <summary>One limit: so many permits in a window, refilled evenly, so many at once.</summary>
/// <param name="Name">Its name in the configuration: <c>Limits:‹Name›:Permits</c>, <c>:Window</c>, <c>:Burst</c>.</param>
/// <param name="Index">Its place in the table.</param>
/// <param name="Permits">How many a window, 1 to 10 million.</param>
/// <param name="Window">The window, 1 ms to 30 days.</param>
/// <param name="Burst">How many at once after a rest, 1 to 10 million.</param>
public sealed record RateLimit(string Name, int Index, int Permits, TimeSpan Window, int Burst)
{
    private const int Most = 10_000_000;

    /// <summary>This limit as configured.</summary>
    /// <exception cref="SettingException">A value is out of range.</exception>
    public RateLimit Read(Settings settings)
    {
        var permits = settings.Integer($"Limits:{Name}:Permits", Permits, 1, Most);
        return this with
        {
            Permits = permits,
            Window = settings.Span(
                $"Limits:{Name}:Window", Window, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(30), bareUnit: TimeSpan.FromMilliseconds(1)),

            // A burst that nobody configured follows the permits, or raising those would not help a client that sends in bursts.
            Burst = settings.Integer($"Limits:{Name}:Burst", permits == Permits ? Burst : (int)Math.Min((long)Burst * permits / Permits, Most), 1, Most),
        };
    }
}
