namespace Parley.Webhooks;

/// <summary>What is to be changed, or of what a new one is made; null: left as it is.</summary>
/// <param name="Name">1 to 64 characters.</param>
/// <param name="Url">An http(s) address, up to 2,000 characters.</param>
/// <param name="Events">At least one.</param>
/// <param name="IsActive">Whether anything is sent.</param>
public sealed record WebhookPatch(string? Name, string? Url, WebhookEvents? Events, bool? IsActive);
