namespace Parley.Dialects.Market.Admin;

/// <summary>Why a ban is taken back.</summary>
internal sealed record LiftBody(string? Reason);
