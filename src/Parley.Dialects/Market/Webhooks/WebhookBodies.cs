namespace Parley.Dialects.Market.Webhooks;

/// <summary>A webhook to be made, or what of it is to be changed.</summary>
internal sealed record WebhookBody(string? Name, string? Url, IReadOnlyList<string?>? Events, bool? IsActive);
