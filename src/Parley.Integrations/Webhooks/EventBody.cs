namespace Parley.Integrations.Webhooks;

/// <summary>What a webhook is sent: always this envelope, <c>data</c> by event (docs/protocols/webhooks.md).</summary>
/// <typeparam name="T">What it tells of.</typeparam>
/// <param name="Id">Names the happening: the same at every attempt and at a replay.</param>
/// <param name="Event">Its name.</param>
/// <param name="TenantId">Whose.</param>
/// <param name="CreatedAt">When it happened, or was noticed.</param>
/// <param name="Data">What it tells of.</param>
internal sealed record EventBody<T>(string Id, string Event, string TenantId, DateTime CreatedAt, T Data);
