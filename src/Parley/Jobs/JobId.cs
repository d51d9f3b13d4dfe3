using System.Globalization;

namespace Parley.Jobs;

/// <summary>A job.</summary>
/// <param name="Value">The number, above zero for a real one.</param>
public readonly record struct JobId(long Value)
{
    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
