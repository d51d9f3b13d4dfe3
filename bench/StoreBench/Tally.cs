namespace Parley.StoreBench;

/// <summary>What was measured. Owner: the delivery loop; the main thread reads it after that has ended.</summary>
internal sealed class Tally
{
    private readonly List<float> _milliseconds = new(1 << 20);
    private volatile bool _isOver;

    public int Count => _milliseconds.Count;

    public int Batches { get; set; }

    public bool IsOver
    {
        get => _isOver;
        set => _isOver = value;
    }

    public void Add(TimeSpan latency) => _milliseconds.Add((float)latency.TotalMilliseconds);

    public float Percentile(double share)
    {
        _milliseconds.Sort();
        return _milliseconds[(int)((_milliseconds.Count - 1) * share)];
    }
}
