using System.Globalization;

namespace Parley.Marketplace;

/// <summary>An amount of money, exact: hundredths of its currency, 0 to 99,999,999.99 (document 001, DECIMAL(10,2)).</summary>
/// <param name="Cents">Hundredths.</param>
public readonly record struct Amount(long Cents)
{
    /// <summary>The largest, in hundredths.</summary>
    public const long MaxCents = 9_999_999_999;

    /// <summary>As it is written.</summary>
    public decimal Value => Cents / 100m;

    /// <summary>The amount that a number says, or null for a negative one, one that is too large, or one with more than two decimals.</summary>
    public static Amount? TryFrom(decimal value)
    {
        if (value < 0 || value > MaxCents / 100m)
            return null;
        var cents = value * 100;
        return decimal.Truncate(cents) == cents ? new Amount((long)cents) : null;
    }

    /// <summary>Two decimals, whatever the culture.</summary>
    public override string ToString() => Value.ToString("0.00", CultureInfo.InvariantCulture);
}
