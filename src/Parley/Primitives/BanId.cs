using System.Globalization;

namespace Parley.Primitives;

/// <summary>A ban of an account or a device. One 53-bit entity id (see <see cref="IdGenerator"/>); never an authorisation.</summary>
/// <param name="Value">The number, above zero for a real entity.</param>
public readonly record struct BanId(long Value)
{
    /// <summary>True for the default value, which names nobody and nothing.</summary>
    public bool IsNone => Value == 0;

    /// <summary>The decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
