using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tenants;

/// <summary>The owner of a closed set of users, conversations and settings.</summary>
public sealed record Tenant
{
    /// <summary>The id of the tenant that is made at first start, for installations that need no other.</summary>
    public static readonly TenantId DefaultId = new(1);

    /// <summary>The tenant.</summary>
    public required TenantId Id { get; init; }

    /// <summary>Shown name.</summary>
    public required string Name { get; init; }

    /// <summary>The label of its subdomain, unique; null for the default tenant.</summary>
    public string? Subdomain { get; init; }

    /// <summary>The plan's name, for the operator.</summary>
    public string PlanType { get; init; } = "basic";

    /// <summary>False: the tenant is suspended, and nobody of it may sign in or do anything.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Overrides each dialect's own contact policy; null leaves it to the dialect.</summary>
    public ContactPolicy? ContactPolicy { get; init; }

    /// <summary>The tenant's own settings, a JSON object's text, which the server keeps and reads nothing of; null for none.</summary>
    public string? Settings { get; init; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix ms of the last change; 0 while there was none.</summary>
    public long UpdatedAt { get; init; }
}
