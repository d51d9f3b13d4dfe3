namespace Parley.SocketIOLoad;

/// <summary>What a run has seen.</summary>
internal sealed class Tally
{
    public Histogram ConnectLatency { get; } = new();

    /// <summary>Of the messages that were settled in the measured time.</summary>
    public Histogram Latency { get; } = new();

    /// <summary>Messages that reached a receiver in the measured time.</summary>
    public long Deliveries { get; private set; }

    public int ConnectedCount { get; private set; }

    public int JoinedCount { get; private set; }

    public int LostCount { get; private set; }

    public long WrongCount { get; private set; }

    public string? FirstError { get; private set; }

    /// <summary>False outside the measured time.</summary>
    public bool Measuring { get; set; }

    public void Connected(long begun)
    {
        ConnectLatency.Add(Clock.Now - begun);
        ConnectedCount++;
    }

    public void Joined() => JoinedCount++;

    public void Delivered()
    {
        if (Measuring)
            Deliveries++;
    }

    public void Settled(long begun)
    {
        if (Measuring)
            Latency.Add(Clock.Now - begun);
    }

    public void Wrong(string what)
    {
        WrongCount++;
        FirstError ??= what;
    }

    public void Lost(string why)
    {
        LostCount++;
        FirstError ??= why;
    }
}
