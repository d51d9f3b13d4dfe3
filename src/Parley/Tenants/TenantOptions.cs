using Parley.Configuration;
using Parley.Messages;

namespace Parley.Tenants;

/// <summary>How tenants are told apart, and what holds for all of them.</summary>
public sealed record TenantOptions
{
    /// <summary>
    /// The domain whose subdomains are tenants (<c>Tenant:BaseDomain</c>: <c>chat.example.com</c>). Unless configured, the first label of a host of three or
    /// more is tried, and that of <c>‹label›.localhost</c>.
    /// </summary>
    public string? BaseDomain { get; init; }

    /// <summary>Overrides each surface's own policy, on every surface, for tenants that have none of their own (<c>Tenant:ContactPolicy</c>); null leaves it to the surfaces.</summary>
    public ContactPolicy? ContactPolicy { get; init; }

    /// <summary>The options as configured.</summary>
    /// <exception cref="SettingException">A value is not allowed.</exception>
    public static TenantOptions Read(Settings settings) => new()
    {
        BaseDomain = settings.Text("Tenant:BaseDomain")?.Trim('.').ToLowerInvariant(),
        ContactPolicy = settings.Word<ContactPolicy>("Tenant:ContactPolicy"),
    };
}
