namespace Parley.Load;

/// <summary>What one loop has seen. Written by its thread alone; read by others after it has ended, but for the two volatile counts.</summary>
internal sealed class Tally
{
    private int _connected;
    private int _lost;

    public Histogram AckLatency { get; } = new();

    public Histogram DeliveryLatency { get; } = new();

    public Histogram ConnectLatency { get; } = new();

    public long Errors { get; private set; }

    public string? FirstError { get; private set; }

    public int ConnectedCount => Volatile.Read(ref _connected);

    public int LostCount => Volatile.Read(ref _lost);

    /// <summary>False outside the measured time.</summary>
    public bool Measuring { get; set; }

    public void Acked(long tick)
    {
        if (Measuring)
            AckLatency.Add(Clock.Now - tick);
    }

    public void Delivered(long tick)
    {
        if (Measuring)
            DeliveryLatency.Add(Clock.Now - tick);
    }

    public void Connected(long begun)
    {
        ConnectLatency.Add(Clock.Now - begun);
        Volatile.Write(ref _connected, _connected + 1);
    }

    public void Refused(string text)
    {
        Errors++;
        FirstError ??= text;
    }

    public void Lost(string why)
    {
        Volatile.Write(ref _lost, _lost + 1);
        FirstError ??= why;
    }
}
