namespace Parley.Integrations.Tests;

/// <summary>A clock that stands still until a test moves it; timers are the system's.</summary>
internal sealed class StillClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
