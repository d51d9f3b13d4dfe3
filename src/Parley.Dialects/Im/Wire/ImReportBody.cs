using Parley.Dialects.Json;

namespace Parley.Dialects.Im.Wire;

/// <summary><c>reports</c>.</summary>
internal sealed class ImReportBody
{
    public WireId TargetUserId { get; init; }

    public WireId MessageId { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }
}
