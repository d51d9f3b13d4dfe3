namespace Parley.Dialects.Market.Admin;

/// <summary>Whether something is to be on.</summary>
internal sealed record EnabledBody(bool? Enabled);
