using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tenants;

/// <summary>
/// Tenants: makes them, and finds them by id, subdomain or API key. They are few and hardly change, so answers are kept for some seconds; a
/// change made elsewhere is known after that. Owner of the cache: this object; order: last write wins.
/// </summary>
public sealed class TenantDirectory(ITenantStore store, TenantOptions options, IdGenerator ids, TimeProvider clock)
{
    private const int Most = 10_000;
    private const string KeyPrefix = "pk_";
    private const int KeyLength = 32;

    /// <summary>The longest that an API key is good beside its successor.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromDays(7);

    /// <summary>The longest settings, in characters.</summary>
    public const int LongestSettings = 16 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (Tenant? Tenant, long Until)> _kept = new(StringComparer.Ordinal);

    /// <summary>Makes the tenant for installations that need no other, unless it is there.</summary>
    public Task EnsureDefaultAsync(CancellationToken cancel) => store.EnsureDefaultAsync(clock.NowMs(), cancel);

    /// <summary>Makes a tenant.</summary>
    /// <param name="subdomain">Its label: letters, digits and inner hyphens, up to 63 (RFC 1035, 2.3.1).</param>
    /// <returns>The tenant and its API key, which is not to be had again; <see cref="ChatError.InvalidField"/> or <see cref="ChatError.AlreadyTaken"/>.</returns>
    public async Task<Outcome<NewTenant>> CreateAsync(string? name, string? subdomain, string? planType, CancellationToken cancel)
    {
        if (!FieldRules.IsDisplayName(name))
            return FieldRules.Invalid("name");
        if (!IsLabel(subdomain))
            return FieldRules.Invalid("subdomain");
        if (planType is not null && !FieldRules.IsDisplayName(planType))
            return FieldRules.Invalid("planType");

        var tenant = new Tenant
        {
            Id = new TenantId(ids.Next()),
            Name = name!.Trim(),
            Subdomain = subdomain!.ToLowerInvariant(),
            PlanType = planType ?? "basic",
            CreatedAt = clock.NowMs(),
        };
        var key = NewKey();
        var created = await store.CreateAsync(tenant, HashOf(key), cancel);
        _kept.Clear(); // It may have been asked for, and not been there.
        return created.IsOk ? new NewTenant(created.Value, key) : created.Refusal;
    }

    /// <summary>Changes what of a tenant can be changed; what the patch leaves out stays.</summary>
    /// <returns>As it is now; <see cref="ChatError.NotFound"/>, <see cref="ChatError.InvalidField"/>, <see cref="ChatError.AlreadyTaken"/>.</returns>
    public async Task<Outcome<Tenant>> ChangeAsync(TenantId id, TenantPatch patch, CancellationToken cancel)
    {
        if (patch.Name is { } name && !FieldRules.IsDisplayName(name))
            return FieldRules.Invalid("name");
        if (patch.Subdomain is { } subdomain && !IsLabel(subdomain))
            return FieldRules.Invalid("subdomain");
        if (patch.PlanType is { } plan && !FieldRules.IsDisplayName(plan))
            return FieldRules.Invalid("planType");
        if (patch.Settings.Value is { } settings && (settings.Length > LongestSettings || !FieldRules.IsKeepable(settings)))
            return FieldRules.Invalid("settings", LongestSettings);
        if (id == Tenant.DefaultId && (patch.IsActive == false || patch.Subdomain is not null))
            return ChatError.Forbidden; // its operators would lock themselves out
        var changed = await store.UpdateAsync(id, tenant => patch.ApplyTo(tenant, clock.NowMs()), cancel);
        _kept.Clear();
        return changed;
    }

    /// <summary>Makes a new API key for a tenant.</summary>
    /// <param name="grace">How long the one before it is good beside it, up to <see cref="LongestGrace"/>; zero ends it at once.</param>
    /// <returns>The tenant and its key, which is not to be had again; <see cref="ChatError.NotFound"/>, <see cref="ChatError.InvalidField"/>.</returns>
    public async Task<Outcome<NewTenant>> RotateKeyAsync(TenantId id, TimeSpan grace, CancellationToken cancel)
    {
        if (grace < TimeSpan.Zero || grace > LongestGrace)
            return FieldRules.Invalid("graceMinutes", (long)LongestGrace.TotalMinutes);
        var key = NewKey();
        if (!await store.SetApiKeyAsync(id, HashOf(key), clock.NowMs() + (long)grace.TotalMilliseconds, cancel))
            return ChatError.NotFound;
        _kept.Clear();
        return await store.FindAsync(id, cancel) is { } tenant ? new NewTenant(tenant, key) : ChatError.NotFound;
    }

    /// <summary>By id.</summary>
    public ValueTask<Tenant?> FindAsync(TenantId id, CancellationToken cancel) =>
        FindKeptAsync($"i{id}", () => store.FindAsync(id, cancel));

    /// <summary>By the label of its subdomain, in whatever case.</summary>
    public ValueTask<Tenant?> FindBySubdomainAsync(string label, CancellationToken cancel) =>
        IsLabel(label) ? FindKeptAsync($"s{label.ToLowerInvariant()}", () => store.FindBySubdomainAsync(label.ToLowerInvariant(), cancel)) : new((Tenant?)null);

    /// <summary>By its API key.</summary>
    public ValueTask<Tenant?> FindByApiKeyAsync(string? key, CancellationToken cancel)
    {
        if (key is null || key.Length > 128 || !key.StartsWith(KeyPrefix, StringComparison.Ordinal))
            return new((Tenant?)null);
        var hash = HashOf(key);
        return FindKeptAsync($"k{Convert.ToHexString(hash)}", () => store.FindByApiKeyAsync(hash, clock.NowMs(), cancel));
    }

    /// <summary>Who may write to whom in a tenant: its own policy, else the installation's, else the surface's own.</summary>
    public async ValueTask<ContactPolicy> ContactPolicyAsync(TenantId id, ContactPolicy surface, CancellationToken cancel) =>
        (await FindAsync(id, cancel))?.ContactPolicy ?? options.ContactPolicy ?? surface;

    private static string NewKey() => KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyLength));

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static bool IsLabel(string? text) =>
        text is { Length: >= 1 and <= 63 } && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private ValueTask<Tenant?> FindKeptAsync(string key, Func<Task<Tenant?>> read) =>
        _kept.TryGetValue(key, out var kept) && kept.Until > clock.GetTimestamp() ? new(kept.Tenant) : new(ReadAsync(key, read));

    private async Task<Tenant?> ReadAsync(string key, Func<Task<Tenant?>> read)
    {
        var tenant = await read();
        if (_kept.Count >= Most)
            _kept.Clear(); // Somebody tries names; better to read again than to grow.
        _kept[key] = (tenant, clock.GetTimestamp() + (long)(KeptFor.TotalSeconds * clock.TimestampFrequency));
        return tenant;
    }
}

/// <summary>A tenant that was just made.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ApiKey">Its API key; only a hash of it is kept.</param>
public sealed record NewTenant(Tenant Tenant, string ApiKey);
