using Parley.Accounts;
using Parley.Messages;

namespace Parley.Tenants;

/// <summary>A change of a tenant; what is null or not set stays as it is.</summary>
public sealed record TenantPatch
{
    /// <summary>Shown name.</summary>
    public string? Name { get; init; }

    /// <summary>The label of its subdomain.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The plan's name.</summary>
    public string? PlanType { get; init; }

    /// <summary>False suspends it.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Who may write to whom; set to nothing leaves it to the surfaces.</summary>
    public Change<ContactPolicy?> ContactPolicy { get; init; }

    /// <summary>Its own settings, a JSON object's text; set to nothing clears them.</summary>
    public Change<string> Settings { get; init; }

    /// <summary>The tenant after it.</summary>
    public Tenant ApplyTo(Tenant tenant, long nowMs) => tenant with
    {
        Name = Name?.Trim() ?? tenant.Name,
        Subdomain = Subdomain?.ToLowerInvariant() ?? tenant.Subdomain,
        PlanType = PlanType ?? tenant.PlanType,
        IsActive = IsActive ?? tenant.IsActive,
        ContactPolicy = ContactPolicy.IsSet ? ContactPolicy.Value : tenant.ContactPolicy,
        Settings = Settings.IsSet ? Settings.Value : tenant.Settings,
        UpdatedAt = nowMs,
    };
}
