using Parley.Dialects.Json;

namespace Parley.Dialects.Market.Admin;

/// <summary>A ban that is asked for; without a device, of the account.</summary>
internal sealed record BanBody(WireId UserId, string? Device, string? Reason, long? Minutes);
