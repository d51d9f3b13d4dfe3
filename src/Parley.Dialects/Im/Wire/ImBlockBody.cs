using Parley.Dialects.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary><c>blacklist</c>.</summary>
internal sealed class ImBlockBody
{
    public WireId UserId { get; init; }
}
