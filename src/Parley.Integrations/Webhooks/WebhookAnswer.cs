namespace Parley.Integrations.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">The HTTP status; null: there was no answer.</param>
/// <param name="Error">Why it failed, for the tenant to read; null: it got through.</param>
internal sealed record WebhookAnswer(int? Status, string? Error)
{
    public bool IsOk => Error is null;
}
