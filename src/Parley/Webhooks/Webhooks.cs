using System.Security.Cryptography;
using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Webhooks;

/// <summary>A tenant's webhooks, as its admin or backend keeps them.</summary>
public sealed class Webhooks(IWebhookStore store, FieldCipher cipher, WebhooksOptions options, IdGenerator ids, TimeProvider clock)
{
    private const string SealedAs = "webhook";

    /// <summary>Makes one.</summary>
    /// <returns>It, with its secret, told this once; <see cref="ChatError.InvalidField"/>; <see cref="ChatError.LimitReached"/>.</returns>
    public async Task<Outcome<(Webhook Webhook, string Secret)>> CreateAsync(TenantId tenant, WebhookPatch draft, CancellationToken cancel)
    {
        if (WebhookRules.Judge(draft with { Url = draft.Url ?? "", Events = draft.Events ?? WebhookEvents.None }, options.AllowPrivate) is { } refusal)
            return refusal;
        var (secret, now) = (NewSecret(), clock.NowMs());
        var webhook = new Webhook
        {
            Id = new WebhookId(ids.Next()),
            TenantId = tenant,
            Name = draft.Name ?? new Uri(draft.Url!).Host,
            Url = draft.Url!,
            Events = draft.Events!.Value,
            Secret = cipher.Seal(SealedAs, secret),
            IsActive = draft.IsActive ?? true,
            CreatedAt = now,
            UpdatedAt = now,
            MessagesSince = now,
        };
        return await store.CreateAsync(webhook, options.PerTenant, cancel)
            ? (webhook, secret)
            : new Refusal(ChatError.LimitReached, Limit: options.PerTenant);
    }

    /// <summary>Changes one; what waits for it is tried at once.</summary>
    /// <returns><see cref="ChatError.NotFound"/>; <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<Webhook>> ChangeAsync(TenantId tenant, WebhookId id, WebhookPatch patch, CancellationToken cancel)
    {
        if (WebhookRules.Judge(patch, options.AllowPrivate) is { } refusal)
            return refusal;
        var changed = await store.UpdateAsync(
            tenant,
            id,
            webhook => webhook with
            {
                Name = patch.Name ?? webhook.Name,
                Url = patch.Url ?? webhook.Url,
                Events = patch.Events ?? webhook.Events,
                IsActive = patch.IsActive ?? webhook.IsActive,
                UpdatedAt = clock.NowMs(),
            },
            cancel);
        return changed is null ? ChatError.NotFound : changed;
    }

    /// <summary>Gives one another secret; the old one signs nothing any more.</summary>
    /// <returns>The secret, told this once; <see cref="ChatError.NotFound"/>.</returns>
    public async Task<Outcome<(Webhook Webhook, string Secret)>> RotateAsync(TenantId tenant, WebhookId id, CancellationToken cancel)
    {
        var secret = NewSecret();
        var changed = await store.UpdateAsync(
            tenant, id, webhook => webhook with { Secret = cipher.Seal(SealedAs, secret), UpdatedAt = clock.NowMs() }, cancel);
        return changed is null ? ChatError.NotFound : (changed, secret);
    }

    /// <summary>One of a tenant's.</summary>
    public async Task<Outcome<Webhook>> FindAsync(TenantId tenant, WebhookId id, CancellationToken cancel) =>
        await store.FindAsync(id, cancel) is { } webhook && webhook.TenantId == tenant ? webhook : ChatError.NotFound;

    /// <summary>The secret in the clear, for who signs.</summary>
    public string SecretOf(Webhook webhook) => cipher.Open(SealedAs, webhook.Secret);

    private static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
