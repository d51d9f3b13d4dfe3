using System.Numerics;

namespace Parley.Load;

/// <summary>Latencies in microseconds, log-linear with 64 steps an octave: within 1.6 % of the true value, no allocation.</summary>
internal sealed class Histogram
{
    private const int Bits = 6;
    private readonly long[] _counts = new long[(64 - Bits) << Bits];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Add(long micros)
    {
        micros = Math.Max(0, micros);
        _counts[Index(micros)]++;
        Count++;
        Max = Math.Max(Max, micros);
    }

    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The value below which this share of them lies, in milliseconds.</summary>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0)
                return Math.Min(UpperBound(i), Max) / 1000.0;
        }

        return 0;
    }

    private static int Index(long value)
    {
        var octave = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)value) - Bits);
        return (octave << Bits) + (int)(value >> octave);
    }

    private static long UpperBound(int index)
    {
        var octave = Math.Max(0, (index >> Bits) - 1);
        return ((long)(index - (octave << Bits)) + 1 << octave) - 1;
    }
}
