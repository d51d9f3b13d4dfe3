using Parley.Dialects.Json;
using Parley.Primitives;

namespace Parley.Dialects.Im.Wire;

/// <summary>Reads orders' numbers.</summary>
internal static class ImIds
{
    /// <summary>As an order; none when it can't be one.</summary>
    public static OrderId Order(this WireId id) => new(id.Of(default));
}
