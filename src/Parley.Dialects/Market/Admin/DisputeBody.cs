namespace Parley.Dialects.Market.Admin;

/// <summary>How a dispute is decided.</summary>
internal sealed record DisputeBody(bool? Refund, string? Note);
