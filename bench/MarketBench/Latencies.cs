using System.Diagnostics;
using System.Globalization;

namespace Parley.MarketBench;

/// <summary>How long calls took, one after the other.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public async Task<T> TakeAsync<T>(Func<Task<T>> call)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await call();
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }

    public override string ToString()
    {
        _milliseconds.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):F2} ms, p99 {At(0.99):F2} ms, most {At(1):F1} ms");
    }

    private double At(double share) => _milliseconds[(int)((_milliseconds.Count - 1) * share)];
}
