using Parley.Marketplace.Matching;

namespace Parley.MarketBench;

/// <summary>What is drawn by lot, the same for the same seed.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number below another.</summary>
    public int Below(int end) => _random.Next(end);

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>From 0 to 1.</summary>
    public double Share() => _random.NextDouble();

    /// <summary>Around 0, by so much (Box and Muller).</summary>
    public double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    /// <summary>A place around another, so many km away.</summary>
    public GeoPoint Around(GeoPoint center, double km) => new(
        Math.Round(center.Latitude + (Normal(km) / 111), 5),
        Math.Round(center.Longitude + (Normal(km) / (111 * Math.Cos(double.DegreesToRadians(center.Latitude)))), 5));

    /// <summary>One of several, by weight.</summary>
    public int Among(double[] weights)
    {
        var at = _random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            if ((at -= weights[i]) < 0)
                return i;
        }

        return weights.Length - 1;
    }
}
