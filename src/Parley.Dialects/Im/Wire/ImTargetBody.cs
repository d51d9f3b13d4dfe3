using Parley.Dialects.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary><c>read</c>, <c>recall</c>, <c>emergency</c>.</summary>
internal sealed class ImTargetBody
{
    public WireId OrderId { get; init; }

    public WireId PeerId { get; init; }

    public WireId MessageId { get; init; }
}
